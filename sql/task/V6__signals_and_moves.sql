-- What the finders of signals look through, every half hour, by keys of their own.
ALTER TABLE task_claim
  ADD COLUMN out_device CHAR(64) COLLATE utf8mb4_bin COMMENT '签退所用设备标识的盲索引' AFTER device,
  MODIFY points BIGINT COMMENT '核实时按细则预计的分数，未计上限和公示；实际计多少见积分',
  ADD KEY task_claim_arrived (checked_in_at),
  ADD KEY task_claim_gone (checked_out_at),
  ADD KEY task_claim_settling (settled_at),
  ADD KEY task_claim_device (device);

CREATE TABLE task_beside_move (
  subject VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '什么：CHANGE 待审核的修改、SIGNAL 值得看一眼的情况',
  subject_id BIGINT NOT NULL COMMENT '哪一项',
  number INT NOT NULL COMMENT '这一项的第几次变化，从 1 起无缺',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新的',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (subject, subject_id, number),
  CONSTRAINT task_beside_move_subject CHECK (subject IN ('CHANGE', 'SIGNAL')),
  CONSTRAINT task_beside_move_number CHECK (number >= 1 AND (number = 1) = (from_status IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '待审核的修改和值得看的情况的每次状态变化，只增不改';

-- The rows tell all of how they came to where they are: each was decided once at the most.
INSERT INTO task_beside_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'CHANGE', id, 1, NULL, 'PROPOSED', proposed_by, '', proposed_at FROM task_proposed_change;
INSERT INTO task_beside_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'CHANGE', id, 2, 'PROPOSED', status, decided_by, decision, COALESCE(decided_at, proposed_at)
FROM task_proposed_change WHERE status <> 'PROPOSED';
INSERT INTO task_beside_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'SIGNAL', id, 1, NULL, 'OPEN', 'system:task-signals', '', found_at FROM task_signal;
INSERT INTO task_beside_move (subject, subject_id, number, from_status, to_status, moved_by, reason, moved_at)
SELECT 'SIGNAL', id, 2, 'OPEN', status, decided_by, COALESCE(decision, ''), COALESCE(decided_at, found_at)
FROM task_signal WHERE status <> 'OPEN';

GRANT SELECT, INSERT ON task_beside_move TO ${service};
