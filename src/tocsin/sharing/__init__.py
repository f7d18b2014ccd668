"""What may go to which member: markings, sealed bodies, parcels between nodes. Its records are in `tocsin.records`."""
