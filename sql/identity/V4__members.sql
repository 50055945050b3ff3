ALTER TABLE identity_registration DROP CONSTRAINT identity_registration_status;
ALTER TABLE identity_registration DROP CONSTRAINT identity_registration_active;
ALTER TABLE identity_registration DROP KEY identity_registration_open;
ALTER TABLE identity_registration DROP COLUMN open_resident_id;

ALTER TABLE identity_registration
  MODIFY status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：SUBMITTED 已提交、RECEIVED 已受理、ACTIVE 在册、SUSPENDED 暂停、MOVE_ASKED 申请转出、MOVED 已转出、REJECTED 未通过、ENDED 已结束',
  ADD COLUMN skill_codes VARCHAR(512) COLLATE utf8mb4_bin COMMENT '技能代码，逗号分隔（加密）' AFTER skills,
  ADD COLUMN free_time VARCHAR(512) COLLATE utf8mb4_bin COMMENT '空闲时间代码，逗号分隔（加密）' AFTER skill_codes,
  ADD COLUMN move_to BIGINT COMMENT '申请转往的社区',
  ADD COLUMN moved_from_id BIGINT COMMENT '由哪份报到转来',
  ADD COLUMN open_resident_id BIGINT GENERATED ALWAYS AS (CASE WHEN status IN ('SUBMITTED', 'RECEIVED', 'ACTIVE', 'SUSPENDED', 'MOVE_ASKED') THEN resident_id END) STORED COMMENT '未结束时为居民编号，保证一人只有一份',
  ADD UNIQUE KEY identity_registration_open (open_resident_id),
  ADD KEY identity_registration_move_to (move_to, status, id),
  ADD CONSTRAINT identity_registration_status CHECK (status IN ('SUBMITTED', 'RECEIVED', 'ACTIVE', 'SUSPENDED', 'MOVE_ASKED', 'MOVED', 'REJECTED', 'ENDED')),
  ADD CONSTRAINT identity_registration_active CHECK (status NOT IN ('ACTIVE', 'SUSPENDED', 'MOVE_ASKED', 'MOVED') OR active_since IS NOT NULL),
  ADD CONSTRAINT identity_registration_moving CHECK (status <> 'MOVE_ASKED' OR move_to IS NOT NULL);
