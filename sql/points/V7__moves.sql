CREATE TABLE points_move (
  subject VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '什么：SCORE 得分、ADJUSTMENT 手工调整、OBJECTION 异议、RULE_BOOK 赋分细则',
  subject_id BIGINT NOT NULL COMMENT '哪一项',
  number INT NOT NULL COMMENT '这一项的第几次变化，从 1 起无缺',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新的',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (subject, subject_id, number),
  CONSTRAINT points_move_subject CHECK (subject IN ('SCORE', 'ADJUSTMENT', 'OBJECTION', 'RULE_BOOK')),
  CONSTRAINT points_move_number CHECK (number >= 1 AND (number = 1) = (from_status IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '得分、调整、异议和细则的每次状态变化，只增不改';

-- What the rows tell of how they came to where they are. What they do not tell is not made up: the name says so.
INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'SCORE', id, 1, NULL, CASE WHEN rule_id = 0 THEN 'REVOKED' ELSE 'PENDING' END, 'system:upgrade', '升级时补记', scored_at
FROM points_score;

INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'SCORE', s.id, 2, 'PENDING', 'POSTED', 'system:upgrade', '升级时补记', COALESCE(t.happened_at, s.settled_at, s.scored_at)
FROM points_score s
LEFT JOIN points_transaction t ON t.ledger = 'POINTS' AND t.source_kind = s.source_kind AND t.source_id = s.source_id
WHERE s.rule_id <> 0 AND (s.status = 'POSTED' OR (s.status = 'REVOKED' AND t.id IS NOT NULL));

INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'SCORE', s.id, CASE WHEN t.id IS NULL THEN 2 ELSE 3 END, CASE WHEN t.id IS NULL THEN 'PENDING' ELSE 'POSTED' END,
  'REVOKED', 'system:upgrade', '升级时补记', COALESCE(s.settled_at, s.scored_at)
FROM points_score s
LEFT JOIN points_transaction t ON t.ledger = 'POINTS' AND t.source_kind = s.source_kind AND t.source_id = s.source_id
WHERE s.rule_id <> 0 AND s.status = 'REVOKED';

INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'ADJUSTMENT', id, 1, NULL, 'PROPOSED', proposed_by, '', proposed_at FROM points_adjustment;
INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'ADJUSTMENT', id, 2, 'PROPOSED', status, COALESCE(decided_by, 'system:upgrade'), decision, COALESCE(decided_at, proposed_at)
FROM points_adjustment WHERE status <> 'PROPOSED';

INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'OBJECTION', id, 1, NULL, 'OPEN', CONCAT('resident:', resident_id), '', raised_at FROM points_objection;
INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'OBJECTION', id, 2, 'OPEN', status, COALESCE(answered_by, 'system:upgrade'), LEFT(answer, 200), COALESCE(answered_at, raised_at)
FROM points_objection WHERE status <> 'OPEN';

INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'RULE_BOOK', id, 1, NULL, 'DRAFT', proposed_by, '', proposed_at FROM points_rule_book;
INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'RULE_BOOK', id, 2, 'DRAFT', 'SUBMITTED', proposed_by, '', COALESCE(submitted_at, proposed_at)
FROM points_rule_book WHERE status IN ('SUBMITTED', 'APPROVED', 'REJECTED');
INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'RULE_BOOK', id, 3, 'SUBMITTED', status, COALESCE(decided_by, 'system:upgrade'), decision, COALESCE(decided_at, proposed_at)
FROM points_rule_book WHERE status IN ('APPROVED', 'REJECTED');
INSERT INTO points_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'RULE_BOOK', id, 2, 'DRAFT', 'WITHDRAWN', proposed_by, '升级时补记', proposed_at
FROM points_rule_book WHERE status = 'WITHDRAWN';

GRANT SELECT, INSERT ON points_move TO ${service};
