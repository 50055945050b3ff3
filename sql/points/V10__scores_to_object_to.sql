-- What a community was shown and was posted lately is looked for by the day on which it was posted.
ALTER TABLE points_score ADD KEY points_score_settled (community_id, status, settled_at);
