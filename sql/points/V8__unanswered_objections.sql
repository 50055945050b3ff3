-- Objections that nobody answers are looked for in all communities at once.
ALTER TABLE points_objection ADD KEY points_objection_open (status, id);
