"""Lines of shoppers who say that a parcel counted as signed has not come, and lines that only look so."""
