CREATE TABLE task_volunteer_task (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  code VARCHAR(64) COLLATE utf8mb4_bin COMMENT '导入时的代码，后台发布的为空',
  title VARCHAR(60) NOT NULL COMMENT '名称',
  description VARCHAR(2000) NOT NULL COMMENT '说明',
  place VARCHAR(100) NOT NULL COMMENT '地点',
  starts_at DATETIME(3) NOT NULL COMMENT '开始时间（UTC）',
  ends_at DATETIME(3) NOT NULL COMMENT '结束时间（UTC）',
  places INT NOT NULL COMMENT '名额',
  claimed INT NOT NULL COMMENT '已认领人数，由认领与放弃维护',
  points_rule VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '计分方式：HOURLY 按小时、FIXED 按次',
  points BIGINT NOT NULL COMMENT '每小时或每次的分数',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、PUBLISHED 已发布、CANCELLED 已取消、SETTLED 已结项',
  created_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁拟的',
  created_at DATETIME(3) NOT NULL COMMENT '拟定时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY task_volunteer_task_code (code),
  KEY task_volunteer_task_list (community_id, status, id),
  KEY task_volunteer_task_end (status, ends_at),
  CONSTRAINT task_volunteer_task_term CHECK (ends_at > starts_at),
  CONSTRAINT task_volunteer_task_places CHECK (places BETWEEN 1 AND 1000),
  CONSTRAINT task_volunteer_task_claimed CHECK (claimed BETWEEN 0 AND places),
  CONSTRAINT task_volunteer_task_points CHECK (points BETWEEN 1 AND 1000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '志愿任务';

CREATE TABLE task_move (
  id BIGINT NOT NULL COMMENT '编号',
  task_id BIGINT NOT NULL COMMENT '任务',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新建',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 staff:7',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY task_move_task (task_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '志愿任务的每次状态变化，只增不改';

-- No foreign key to the task: inserting a claim would lock the task's row in shared mode, and everybody who then wants to
-- change that row would wait for everybody else. An invariant looks for claims without a task instead.
CREATE TABLE task_claim (
  id BIGINT NOT NULL COMMENT '编号',
  task_id BIGINT NOT NULL COMMENT '任务',
  community_id BIGINT NOT NULL COMMENT '社区',
  resident_id BIGINT NOT NULL COMMENT '认领的党员（居民编号）',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：CLAIMED 已认领、CHECKED_IN 已签到、VERIFIED 已核实、REJECTED 未通过、WITHDRAWN 已放弃、CANCELLED 任务取消、ABSENT 未到岗',
  live TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('WITHDRAWN', 'CANCELLED') THEN NULL ELSE 1 END) STORED COMMENT '是否占着名额，放弃或取消后为空',
  claimed_at DATETIME(3) NOT NULL COMMENT '认领时间（UTC）',
  checked_in_at DATETIME(3) COMMENT '签到时间（UTC）',
  evidence VARCHAR(24) COLLATE utf8mb4_bin COMMENT '签到凭据：ROTATING_CODE 现场动态码',
  minutes INT COMMENT '核实的服务分钟数',
  points BIGINT COMMENT '核实的分数',
  settled_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁核实或退回',
  settled_at DATETIME(3) COMMENT '核实或退回的时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY task_claim_live (task_id, resident_id, live),
  KEY task_claim_resident (resident_id, id),
  KEY task_claim_status (community_id, status, id),
  CONSTRAINT task_claim_takes_one CHECK (live IS NULL OR live = 1),
  CONSTRAINT task_claim_minutes CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 100000),
  CONSTRAINT task_claim_points CHECK (points IS NULL OR points BETWEEN 0 AND 1000000),
  CONSTRAINT task_claim_verified CHECK (status <> 'VERIFIED' OR (checked_in_at IS NOT NULL AND minutes IS NOT NULL AND points IS NOT NULL AND settled_by IS NOT NULL)),
  CONSTRAINT task_claim_checked_in CHECK (status <> 'CHECKED_IN' OR (checked_in_at IS NOT NULL AND evidence IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '任务认领：谁认领了哪项任务，到了哪一步';

CREATE TABLE task_claim_move (
  id BIGINT NOT NULL COMMENT '编号',
  claim_id BIGINT NOT NULL COMMENT '认领',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新认领',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 resident:42',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY task_claim_move_claim (claim_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '认领的每次状态变化，只增不改';

GRANT SELECT, INSERT, UPDATE ON task_volunteer_task TO ${service};
GRANT SELECT, INSERT ON task_move TO ${service};
GRANT SELECT, INSERT, UPDATE ON task_claim TO ${service};
GRANT SELECT, INSERT ON task_claim_move TO ${service};
