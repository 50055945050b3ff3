CREATE TABLE task_setting (
  community_id BIGINT NOT NULL COMMENT '社区',
  review_required BOOLEAN NOT NULL COMMENT '任务发布前是否须由第二人审核',
  offer_minutes INT NOT NULL COMMENT '候补名额保留多少分钟',
  evaluation_days INT NOT NULL COMMENT '结束后多少天无人评价即按低一级自动结算',
  changed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  changed_at DATETIME(3) NOT NULL COMMENT '修改时间（UTC）',
  PRIMARY KEY (community_id),
  CONSTRAINT task_setting_offer CHECK (offer_minutes BETWEEN 10 AND 2880),
  CONSTRAINT task_setting_evaluation CHECK (evaluation_days BETWEEN 1 AND 60)
) DEFAULT CHARSET = utf8mb4 COMMENT = '各社区的任务设置，没有行的用默认值';

CREATE TABLE task_template (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  name VARCHAR(60) NOT NULL COMMENT '模板名称',
  content VARCHAR(8000) NOT NULL COMMENT '任务内容（JSON），不含日期',
  created_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁存的',
  created_at DATETIME(3) NOT NULL COMMENT '保存时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY task_template_name (community_id, name)
) DEFAULT CHARSET = utf8mb4 COMMENT = '任务模板';

ALTER TABLE task_volunteer_task
  ADD COLUMN kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'OTHER' COMMENT '类别：PATROL 巡查、ASSISTANCE 帮扶、ENVIRONMENT 环境、COUNCIL 议事、CULTURE 文体、EMERGENCY 应急、WISH 微心愿、STANDING 责任区和示范岗、OTHER 其他' AFTER code,
  ADD COLUMN audience VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'COMMUNITY' COMMENT '谁能认领：COMMUNITY 本社区报到党员、ORGANISATION 某组织及其下级的报到党员、EVERYONE 所有登录的居民',
  ADD COLUMN audience_cell_id BIGINT COMMENT '能认领的组织；只对本社区时为空',
  ADD COLUMN cell_id BIGINT COMMENT '任务所在的网格、微网格或楼栋',
  ADD COLUMN longitude DECIMAL(9,6) COMMENT '经度（GCJ-02）',
  ADD COLUMN latitude DECIMAL(9,6) COMMENT '纬度（GCJ-02）',
  ADD COLUMN skills VARCHAR(200) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '需要的技能代码，逗号分隔，会其中一项即可',
  ADD COLUMN contact VARCHAR(100) NOT NULL DEFAULT '' COMMENT '联系人和办公电话，公开',
  ADD COLUMN minimum INT NOT NULL DEFAULT 0 COMMENT '最少人数，0 为不限',
  ADD COLUMN minimum_at DATETIME(3) COMMENT '此时人数不足即自动取消（UTC）',
  ADD COLUMN minimum_met BOOLEAN NOT NULL DEFAULT FALSE COMMENT '到时人数是否够了，够了以后不再因人数取消',
  ADD COLUMN claim_from DATETIME(3) COMMENT '开始认领的时间（UTC），空为发布即可',
  ADD COLUMN claim_until DATETIME(3) COMMENT '认领截止（UTC），空为任务结束',
  ADD COLUMN withdraw_until DATETIME(3) COMMENT '放弃不记录的截止时间（UTC），空为任务开始',
  ADD COLUMN waiting INT NOT NULL DEFAULT 0 COMMENT '候补人数，由候补与递补维护',
  ADD COLUMN version INT NOT NULL DEFAULT 1 COMMENT '内容版本，认领后修改加一，认领人须重新确认',
  ADD COLUMN changed VARCHAR(500) NOT NULL DEFAULT '' COMMENT '最近一次修改改了什么',
  ADD COLUMN series_id BIGINT COMMENT '所属系列，空为单次',
  ADD COLUMN served_resident_id BIGINT COMMENT '被服务的居民：微心愿由谁提出',
  ADD COLUMN submitted_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁提交审核',
  ADD COLUMN reviewed_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁审核发布；无须审核的为空',
  MODIFY points_rule VARCHAR(24) COLLATE utf8mb4_bin COMMENT '本任务自定的计分方式：HOURLY 按小时、FIXED 按次；空为按赋分细则',
  MODIFY points BIGINT COMMENT '自定的每小时或每次的分数；空为按赋分细则',
  MODIFY status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、REVIEW 待审核、PUBLISHED 已发布、SIGNUP_CLOSED 认领截止、RUNNING 进行中、DONE 已结束、SETTLED 已结项、CANCELLED 已取消',
  ADD KEY task_volunteer_task_begin (status, starts_at),
  ADD KEY task_volunteer_task_audience (audience_cell_id, status, id),
  ADD KEY task_volunteer_task_served (served_resident_id, id),
  ADD KEY task_volunteer_task_series (series_id, starts_at),
  ADD CONSTRAINT task_volunteer_task_minimum CHECK (minimum BETWEEN 0 AND places),
  ADD CONSTRAINT task_volunteer_task_minimum_whole CHECK (minimum = 0 OR minimum_at IS NOT NULL),
  ADD CONSTRAINT task_volunteer_task_waiting CHECK (waiting >= 0),
  ADD CONSTRAINT task_volunteer_task_point_whole CHECK ((longitude IS NULL) = (latitude IS NULL)),
  ADD CONSTRAINT task_volunteer_task_rate_whole CHECK ((points_rule IS NULL) = (points IS NULL)),
  ADD CONSTRAINT task_volunteer_task_audience_whole CHECK (audience = 'COMMUNITY' OR audience_cell_id IS NOT NULL),
  ADD CONSTRAINT task_volunteer_task_two_people CHECK (reviewed_by IS NULL OR submitted_by IS NULL OR reviewed_by <> submitted_by);

CREATE TABLE task_change (
  id BIGINT NOT NULL COMMENT '编号',
  task_id BIGINT NOT NULL COMMENT '任务',
  version INT NOT NULL COMMENT '改后的版本',
  summary VARCHAR(500) NOT NULL COMMENT '改了什么，从什么改成什么',
  reason VARCHAR(200) NOT NULL COMMENT '为什么改',
  changed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  changed_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY task_change_version (task_id, version)
) DEFAULT CHARSET = utf8mb4 COMMENT = '发布后的每次修改，只增不改';

ALTER TABLE task_claim DROP CONSTRAINT task_claim_takes_one;
ALTER TABLE task_claim DROP CONSTRAINT task_claim_verified;
ALTER TABLE task_claim DROP CONSTRAINT task_claim_checked_in;
-- MySQL uses the key for nothing else; the resident's other key stays.
ALTER TABLE task_claim DROP KEY task_claim_live;
ALTER TABLE task_claim DROP COLUMN live;

ALTER TABLE task_claim
  MODIFY status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITLISTED 候补、OFFERED 待接受名额、LAPSED 名额过期、CLAIMED 已认领、CHECKED_IN 已签到、CHECKED_OUT 已签退、AUTO_OUT 到点自动签退、SUBMITTED 已说明、EVALUATED 已评价、SETTLED 已结算、REJECTED 未通过、WITHDRAWN 已放弃、LATE_WITHDRAWN 临时放弃、CANCELLED 任务取消、NO_SHOW_PENDING 未到待说明、CONTESTED 已申诉、NO_SHOW 未到岗、EXCUSED 已谅解、REVOKED 已撤销',
  MODIFY evidence VARCHAR(24) COLLATE utf8mb4_bin COMMENT '签到凭据：ROTATING_CODE 现场动态码、STAFF_SCAN 工作人员扫码、OWN 本人说明、STAFF_LATER 工作人员事后确认',
  ADD COLUMN agreed_version INT NOT NULL DEFAULT 1 COMMENT '本人同意的任务版本，低于任务版本即待重新确认',
  ADD COLUMN blameless BOOLEAN NOT NULL DEFAULT FALSE COMMENT '放弃不计：任务改过，或只是候补',
  ADD COLUMN offer_expires_at DATETIME(3) COMMENT '候补名额保留到何时（UTC）',
  ADD COLUMN checked_out_at DATETIME(3) COMMENT '签退时间（UTC），自动签退为计划结束时间',
  ADD COLUMN out_evidence VARCHAR(24) COLLATE utf8mb4_bin COMMENT '签退凭据：ROTATING_CODE、STAFF_SCAN、OWN、AUTO 自动',
  ADD COLUMN distance INT COMMENT '签到时本人愿意提供的位置离任务点多少米，不影响得分',
  ADD COLUMN device CHAR(64) COLLATE utf8mb4_bin COMMENT '签到所用设备标识的盲索引',
  ADD COLUMN statement VARCHAR(500) COMMENT '本人说明',
  ADD COLUMN stated_minutes INT COMMENT '本人说明的分钟数',
  ADD COLUMN submitted_at DATETIME(3) COMMENT '说明时间（UTC）',
  ADD COLUMN grade CHAR(1) COLLATE utf8mb4_bin COMMENT '结算时的凭据等级：A、B、C、D',
  ADD COLUMN verdict VARCHAR(24) COLLATE utf8mb4_bin COMMENT '评价：PASS 通过、PART 部分通过、FAIL 未通过、UNANSWERED 无人评价',
  ADD COLUMN stars INT COMMENT '星级 1 到 5',
  ADD COLUMN evaluation VARCHAR(200) COMMENT '评价的话或未通过的原因',
  ADD COLUMN missed_at DATETIME(3) COMMENT '记为未到待说明的时间（UTC）',
  ADD COLUMN contest VARCHAR(500) COMMENT '本人的申诉',
  ADD COLUMN contested_at DATETIME(3) COMMENT '申诉时间（UTC）',
  ADD COLUMN contest_decided_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁裁定申诉',
  ADD COLUMN revoked_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁撤销',
  ADD COLUMN revoked_at DATETIME(3) COMMENT '撤销时间（UTC）',
  ADD COLUMN revoked_why VARCHAR(200) COMMENT '撤销原因';

UPDATE task_claim SET status = 'SETTLED', grade = 'B', verdict = 'PASS' WHERE status = 'VERIFIED';
UPDATE task_claim SET status = 'NO_SHOW' WHERE status = 'ABSENT';
UPDATE task_claim SET verdict = 'FAIL' WHERE status = 'REJECTED';
UPDATE task_claim_move SET to_status = 'SETTLED' WHERE to_status = 'VERIFIED';
UPDATE task_claim_move SET to_status = 'NO_SHOW' WHERE to_status = 'ABSENT';

ALTER TABLE task_claim
  ADD COLUMN live TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('WITHDRAWN', 'LATE_WITHDRAWN', 'CANCELLED', 'LAPSED') THEN NULL ELSE 1 END) STORED COMMENT '是否还算数，放弃、取消或过期后为空' AFTER status,
  ADD UNIQUE KEY task_claim_live (task_id, resident_id, live),
  ADD KEY task_claim_offers (status, offer_expires_at),
  ADD KEY task_claim_queue (task_id, status, id),
  ADD CONSTRAINT task_claim_takes_one CHECK (live IS NULL OR live = 1),
  ADD CONSTRAINT task_claim_agreed CHECK (agreed_version >= 1),
  ADD CONSTRAINT task_claim_distance CHECK (distance IS NULL OR distance >= 0),
  ADD CONSTRAINT task_claim_stars CHECK (stars IS NULL OR stars BETWEEN 1 AND 5),
  ADD CONSTRAINT task_claim_grade CHECK (grade IS NULL OR grade IN ('A', 'B', 'C', 'D')),
  ADD CONSTRAINT task_claim_stated CHECK (stated_minutes IS NULL OR stated_minutes BETWEEN 1 AND 100000),
  ADD CONSTRAINT task_claim_offer CHECK (status <> 'OFFERED' OR offer_expires_at IS NOT NULL),
  ADD CONSTRAINT task_claim_settled CHECK (status NOT IN ('SETTLED', 'REVOKED') OR (minutes IS NOT NULL AND points IS NOT NULL AND settled_by IS NOT NULL AND grade IS NOT NULL AND verdict IS NOT NULL)),
  ADD CONSTRAINT task_claim_shown CHECK (grade IS NULL OR grade NOT IN ('A', 'B') OR checked_in_at IS NOT NULL OR checked_out_at IS NOT NULL),
  ADD CONSTRAINT task_claim_checked_in CHECK (status <> 'CHECKED_IN' OR (checked_in_at IS NOT NULL AND evidence IS NOT NULL)),
  ADD CONSTRAINT task_claim_checked_out CHECK (checked_out_at IS NULL OR checked_in_at IS NULL OR checked_out_at >= checked_in_at),
  ADD CONSTRAINT task_claim_revoked CHECK (status <> 'REVOKED' OR (revoked_by IS NOT NULL AND revoked_why IS NOT NULL));

CREATE TABLE task_claim_photo (
  claim_id BIGINT NOT NULL COMMENT '认领',
  media_id BIGINT NOT NULL COMMENT '照片，可以不传，不影响得分',
  PRIMARY KEY (claim_id, media_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '本人愿意附上的照片';

CREATE TABLE task_signal (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：ONE_DEVICE 一部手机多人签到、OVERLAP 时间重叠、SAME_PERSON 评价人与服务人相同或互评、OWN_WORD 本人说明占比高',
  subject VARCHAR(100) COLLATE utf8mb4_bin NOT NULL COMMENT '同一情况只报一次的标识',
  resident_id BIGINT COMMENT '主要涉及谁',
  facts VARCHAR(1000) NOT NULL COMMENT '事实，供人判断',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 待看、HARMLESS 没有问题、FOLLOWED 已处理',
  found_at DATETIME(3) NOT NULL COMMENT '发现时间（UTC）',
  decided_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁看过',
  decided_at DATETIME(3) COMMENT '看过的时间（UTC）',
  decision VARCHAR(200) COMMENT '怎么看的',
  PRIMARY KEY (id),
  UNIQUE KEY task_signal_once (kind, subject),
  KEY task_signal_list (community_id, status, id),
  KEY task_signal_resident (resident_id, id),
  CONSTRAINT task_signal_decided CHECK ((status = 'OPEN') = (decided_by IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '值得人看一眼的情况；系统只列事实，不扣分';

GRANT SELECT, INSERT, UPDATE ON task_setting TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON task_template TO ${service};
GRANT SELECT, INSERT ON task_change TO ${service};
GRANT SELECT, INSERT ON task_claim_photo TO ${service};
GRANT SELECT, INSERT, UPDATE ON task_signal TO ${service};
