-- Who has points that are about to expire is read in this order, without opening the lots that are not.
ALTER TABLE points_lot
  DROP KEY points_lot_due,
  ADD KEY points_lot_due (open_until, account_id, warn_at);
