-- I-guide-10: 生效的同义词由提出人以外的人同意
SELECT id FROM guide_synonym WHERE live_at IS NOT NULL AND (approver IS NULL OR approver = author) LIMIT 100
