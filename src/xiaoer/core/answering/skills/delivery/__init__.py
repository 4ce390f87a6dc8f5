"""Ways, fees, days and parcels."""
