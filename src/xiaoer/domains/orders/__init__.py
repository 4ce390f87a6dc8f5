"""Orders (订单): what shoppers bought, as `core.facts.Order` with lines and parcels."""
