-- I13: 签到过的才算签到，签退在签到之后，凭据等级与凭据相符，不高于凭据
SELECT id AS claim_id, status, grade
FROM task_claim
WHERE (status IN ('CHECKED_IN', 'CHECKED_OUT', 'AUTO_OUT')
    AND (checked_in_at IS NULL OR evidence IS NULL OR checked_in_at < claimed_at))
  OR (settled_at IS NOT NULL AND checked_in_at IS NOT NULL AND settled_at < checked_in_at)
  OR (checked_out_at IS NOT NULL AND (checked_in_at IS NULL OR checked_out_at < checked_in_at))
  OR (grade IS NOT NULL AND evidence IS NULL)
  OR (grade = 'A' AND NOT (COALESCE(evidence, '') IN ('ROTATING_CODE', 'STAFF_SCAN') AND COALESCE(out_evidence, '') IN ('ROTATING_CODE', 'STAFF_SCAN')))
  OR (grade = 'B' AND NOT (COALESCE(evidence, '') IN ('ROTATING_CODE', 'STAFF_SCAN') OR COALESCE(out_evidence, '') IN ('ROTATING_CODE', 'STAFF_SCAN')))
  OR (grade = 'C' AND COALESCE(evidence, '') = 'OWN')
  OR (grade IN ('A', 'B') AND checked_in_at IS NULL)
