CREATE TABLE appointment_activity (
  id BIGINT NOT NULL COMMENT '编号，就是它在 appointment_bookable 的编号',
  cell_id BIGINT NOT NULL COMMENT '哪个单位的',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、PUBLISHED 已发布、CANCELLED 已取消',
  whole BOOLEAN NOT NULL COMMENT '整期报名：一个名额管所有场次；否则按场报名',
  audience_cell_id BIGINT COMMENT '只对这个网格、小区或社区的居民开放，空为不限',
  places INT NOT NULL COMMENT '名额',
  elder_places INT NOT NULL COMMENT '其中先留给长者的',
  elder_hours INT NOT NULL COMMENT '开始前多少小时放给所有人',
  opens_at DATETIME(3) NOT NULL COMMENT '报名开始（UTC）',
  close_minutes INT NOT NULL COMMENT '开始前多少分钟截止报名',
  minimum INT NOT NULL COMMENT '最少几人才办，0 为不限',
  decide_minutes INT NOT NULL COMMENT '开始前多少分钟决定办不办',
  fee INT NOT NULL DEFAULT 0 COMMENT '费用，永远是 0',
  starts_at DATETIME(3) NOT NULL COMMENT '第一场开始（UTC）',
  ends_at DATETIME(3) NOT NULL COMMENT '最后一场结束（UTC）',
  minutes INT NOT NULL COMMENT '每场多少分钟',
  every VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '多久一场：DAY 每天、WEEK 每周、FORTNIGHT 每两周',
  sessions INT NOT NULL COMMENT '几场',
  skip_holidays BOOLEAN NOT NULL COMMENT '遇法定节假日顺延到下一次',
  revision INT NOT NULL DEFAULT 1 COMMENT '发布后时间地点改过几次，从 1 起',
  news VARCHAR(200) NOT NULL DEFAULT '' COMMENT '最近一次改了什么，对居民说的',
  reason VARCHAR(200) NOT NULL DEFAULT '' COMMENT '取消的原因，对居民说的',
  created_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁拟的',
  created_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_activity_cell (cell_id, id),
  KEY appointment_activity_ahead (status, ends_at),
  CONSTRAINT appointment_activity_status CHECK (status IN ('DRAFT', 'PUBLISHED', 'CANCELLED')),
  CONSTRAINT appointment_activity_places CHECK (places BETWEEN 1 AND 2000),
  CONSTRAINT appointment_activity_elders CHECK (elder_places BETWEEN 0 AND places AND elder_hours BETWEEN 0 AND 720),
  CONSTRAINT appointment_activity_close CHECK (close_minutes BETWEEN 0 AND 43200),
  CONSTRAINT appointment_activity_minimum CHECK (minimum BETWEEN 0 AND places AND decide_minutes BETWEEN 0 AND 43200),
  CONSTRAINT appointment_activity_free_of_charge CHECK (fee = 0),
  CONSTRAINT appointment_activity_time CHECK (starts_at < ends_at),
  CONSTRAINT appointment_activity_minutes CHECK (minutes BETWEEN 10 AND 1440),
  CONSTRAINT appointment_activity_sessions CHECK (sessions BETWEEN 1 AND 60),
  CONSTRAINT appointment_activity_revision CHECK (revision >= 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '活动与课程：谁能来、几个名额、何时报名、最少几人；名称地点在 appointment_bookable';

CREATE TABLE appointment_session (
  id BIGINT NOT NULL COMMENT '编号',
  activity_id BIGINT NOT NULL COMMENT '活动',
  cell_id BIGINT NOT NULL COMMENT '单位',
  position INT NOT NULL COMMENT '第几场，从 1 起',
  starts_at DATETIME(3) NOT NULL COMMENT '开始（UTC）',
  ends_at DATETIME(3) NOT NULL COMMENT '结束（UTC）',
  slot_id BIGINT COMMENT '名额在哪个时段，草稿为空；整期报名的各场同一个',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PLANNED 待办、GOING 人数够了照办、CANCELLED 取消',
  cancelled_why VARCHAR(24) COLLATE utf8mb4_bin COMMENT '为什么取消：OFFICE 单位取消、TOO_FEW 人数不够',
  cancelled_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁取消的',
  reason VARCHAR(200) NOT NULL DEFAULT '' COMMENT '取消的原因，对居民说的',
  decide_at DATETIME(3) COMMENT '何时看人数够不够（UTC），不看或看过的为空',
  dealt_at DATETIME(3) COMMENT '取消后报名的人全部处理完的时间（UTC）',
  undealt TINYINT GENERATED ALWAYS AS (CASE WHEN status = 'CANCELLED' AND dealt_at IS NULL THEN 1 ELSE NULL END) STORED COMMENT '取消了还没处理完，之后为空',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_session_position (activity_id, position),
  KEY appointment_session_slot (slot_id),
  KEY appointment_session_decide (decide_at),
  KEY appointment_session_undealt (undealt, id),
  CONSTRAINT appointment_session_time CHECK (starts_at < ends_at),
  CONSTRAINT appointment_session_number CHECK (position BETWEEN 1 AND 60),
  CONSTRAINT appointment_session_status CHECK (status IN ('PLANNED', 'GOING', 'CANCELLED')),
  CONSTRAINT appointment_session_cancelled CHECK ((status = 'CANCELLED') = (cancelled_why IS NOT NULL) AND (cancelled_why IS NULL) = (cancelled_by IS NULL)),
  CONSTRAINT appointment_session_undealt_or_not CHECK (undealt IS NULL OR undealt = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '活动的每一场';

CREATE TABLE appointment_activity_move (
  id BIGINT NOT NULL COMMENT '编号',
  activity_id BIGINT NOT NULL COMMENT '活动',
  session_id BIGINT COMMENT '哪一场，整个活动的为空',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新拟',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态，没变的与原来相同',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  reason VARCHAR(200) NOT NULL COMMENT '原因或改动，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_activity_move_activity (activity_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '活动与场次的每次变化，只增不改';

CREATE TABLE appointment_enrolment (
  booking_id BIGINT NOT NULL COMMENT '报名，就是预约',
  activity_id BIGINT NOT NULL COMMENT '活动',
  slot_id BIGINT NOT NULL COMMENT '时段',
  revision INT NOT NULL COMMENT '本人知道的是改到第几次的时间地点',
  PRIMARY KEY (booking_id),
  KEY appointment_enrolment_activity (activity_id, revision),
  KEY appointment_enrolment_slot (slot_id),
  CONSTRAINT appointment_enrolment_revision CHECK (revision >= 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '哪些预约是活动的报名，以及各人知道到哪一次改动';

CREATE TABLE appointment_attendance (
  session_id BIGINT NOT NULL COMMENT '哪一场',
  booking_id BIGINT NOT NULL COMMENT '谁的报名',
  how VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '怎样签到：BY_CODE 凭签到码、BY_STAFF 工作人员',
  marked_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁记的',
  marked_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (session_id, booking_id),
  KEY appointment_attendance_booking (booking_id),
  CONSTRAINT appointment_attendance_how CHECK (how IN ('BY_CODE', 'BY_STAFF'))
) DEFAULT CHARSET = utf8mb4 COMMENT = '哪一场谁到了';

ALTER TABLE appointment_slot MODIFY closed_why VARCHAR(24) COLLATE utf8mb4_bin COMMENT '为什么停：OFFICE 单位停办、CLOSURE 服务点不开放、TEMPLATE 时段调整、HOLIDAY 放假、CANCELLED 活动取消';
ALTER TABLE appointment_flag MODIFY reason VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '为什么：SLOT_REMOVED 时段取消、TIME_CHANGED 时间变了、CAPACITY_CUT 号数减少、DAY_BLOCKED 当天关闭、ACTIVITY_CHANGED 活动有变、GUIDE_CHANGED 指南更新、GUIDE_SUSPENDED 指南停用';

GRANT SELECT, INSERT, UPDATE ON appointment_activity TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON appointment_session TO ${service};
GRANT SELECT, INSERT ON appointment_activity_move TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_enrolment TO ${service};
GRANT SELECT, INSERT ON appointment_attendance TO ${service};
