-- Which year's appraisal score an adjustment corrects is said when it is proposed. Until now it was the year of the approval.
ALTER TABLE points_adjustment
  ADD COLUMN score_year SMALLINT NOT NULL DEFAULT 0 COMMENT '调整哪个年度的考评分；兑换分为 0' AFTER ledger;

UPDATE points_adjustment
SET score_year = YEAR((CASE status WHEN 'APPROVED' THEN decided_at ELSE proposed_at END) + INTERVAL 8 HOUR)
WHERE ledger = 'APPRAISAL';

ALTER TABLE points_adjustment
  ADD CONSTRAINT points_adjustment_year CHECK ((ledger = 'APPRAISAL') = (score_year > 0));
