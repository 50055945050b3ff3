-- No work has a rate of its own any more: the rules alone say what it is worth. Scores that were counted by such a rate, their
-- entries and their sentences stay as they are; which scores these are is kept here, and nobody can add to it.
CREATE TABLE points_own_rate (
  score_id BIGINT NOT NULL COMMENT '得分',
  method VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '当时任务自带的计分方式：HOURLY 按小时、FIXED 按次',
  hundredths INT NOT NULL COMMENT '当时任务自带的分值（百分之一分）',
  PRIMARY KEY (score_id),
  CONSTRAINT points_own_rate_method CHECK (method IN ('HOURLY', 'FIXED')),
  CONSTRAINT points_own_rate_hundredths CHECK (hundredths BETWEEN 0 AND 100000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '历史：任务还可以自带分值时按它计的得分，只读，不再增加';

INSERT INTO points_own_rate (score_id, method, hundredths)
SELECT id, own_method, own_hundredths FROM points_score WHERE own_method IS NOT NULL;

-- First the check: MySQL keeps a column that one names.
ALTER TABLE points_score DROP CONSTRAINT points_score_own;
ALTER TABLE points_score DROP COLUMN own_method, DROP COLUMN own_hundredths;

GRANT SELECT ON points_own_rate TO ${service};
