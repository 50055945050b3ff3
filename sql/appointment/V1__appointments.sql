CREATE TABLE appointment_bookable (
  id BIGINT NOT NULL COMMENT '编号',
  code VARCHAR(64) COLLATE utf8mb4_bin COMMENT '导入时的代码，后台添加的为空',
  cell_id BIGINT NOT NULL COMMENT '由哪个单位提供（区、街道或社区）',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：COUNTER 窗口、VISITOR 帮代办上门、VENUE 场地、ACTIVITY 活动、COURSE 课程',
  title VARCHAR(60) NOT NULL COMMENT '名称',
  description VARCHAR(1000) NOT NULL COMMENT '说明',
  place VARCHAR(200) NOT NULL COMMENT '地点',
  phone VARCHAR(40) NOT NULL COMMENT '咨询电话，没有则为空字符串',
  point_id BIGINT COMMENT '服务点',
  counter_id BIGINT COMMENT '窗口',
  lead_minutes INT NOT NULL COMMENT '最晚提前多少分钟预约',
  horizon_days INT NOT NULL COMMENT '最早提前多少天放号',
  opens_minute INT NOT NULL COMMENT '放号日的几点放号，从零点起的分钟数',
  cutoff_minutes INT NOT NULL COMMENT '开始前多少分钟以内取消算临时取消',
  per_day INT COMMENT '每人每天最多几个号，空为不限',
  per_week INT COMMENT '每人每周最多几个号，空为不限',
  per_open INT COMMENT '每人同时最多几个未完成的预约，空为不限',
  one_per_household BOOLEAN NOT NULL COMMENT '每户每天限一个号',
  approval BOOLEAN NOT NULL COMMENT '预约是否要工作人员同意',
  pre_check VARCHAR(1000) NOT NULL COMMENT '来之前要核对的事，一行一条',
  active BOOLEAN NOT NULL COMMENT '是否开放',
  created_at DATETIME(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_bookable_code (code),
  KEY appointment_bookable_cell (cell_id, kind, id),
  KEY appointment_bookable_point (point_id),
  KEY appointment_bookable_counter (counter_id),
  CONSTRAINT appointment_bookable_lead CHECK (lead_minutes BETWEEN 0 AND 43200),
  CONSTRAINT appointment_bookable_horizon CHECK (horizon_days BETWEEN 0 AND 180),
  CONSTRAINT appointment_bookable_opens CHECK (opens_minute BETWEEN 0 AND 1439),
  CONSTRAINT appointment_bookable_cutoff CHECK (cutoff_minutes BETWEEN 0 AND 43200),
  CONSTRAINT appointment_bookable_per_day CHECK (per_day IS NULL OR per_day BETWEEN 1 AND 100),
  CONSTRAINT appointment_bookable_per_week CHECK (per_week IS NULL OR per_week BETWEEN 1 AND 100),
  CONSTRAINT appointment_bookable_per_open CHECK (per_open IS NULL OR per_open BETWEEN 1 AND 100)
) DEFAULT CHARSET = utf8mb4 COMMENT = '可预约的：窗口、上门、场地、活动、课程，连同预约规则';

CREATE TABLE appointment_bookable_guide (
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  guide_id BIGINT NOT NULL COMMENT '可办的事项',
  PRIMARY KEY (bookable_id, guide_id),
  KEY appointment_bookable_guide_guide (guide_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '哪个窗口办哪些事项；一项也没有的，什么都可以约';

CREATE TABLE appointment_template (
  id BIGINT NOT NULL COMMENT '编号',
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  weekdays INT NOT NULL COMMENT '星期几，二进制位，周一为 1、周日为 64',
  calendar VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '日历：WORKING_DAYS 只在工作日（含调休上班）、EVERY_DAY 只看星期',
  starts_minute INT NOT NULL COMMENT '几点开始，从零点起的分钟数（北京时间）',
  ends_minute INT NOT NULL COMMENT '几点结束',
  slot_minutes INT NOT NULL COMMENT '每个时段多少分钟',
  capacity INT NOT NULL COMMENT '每个时段几个号',
  elder_places INT NOT NULL COMMENT '其中留给长者的，开始前 24 小时放出',
  walk_in_places INT NOT NULL COMMENT '其中留给现场取号的',
  valid_from DATE NOT NULL COMMENT '从哪天起',
  valid_to DATE COMMENT '到哪天止（含），空为一直',
  created_at DATETIME(3) NOT NULL COMMENT '添加时间（UTC）',
  ended_at DATETIME(3) COMMENT '被换掉的时间（UTC），空为在用',
  PRIMARY KEY (id),
  KEY appointment_template_bookable (bookable_id, ended_at),
  CONSTRAINT appointment_template_weekdays CHECK (weekdays BETWEEN 1 AND 127),
  CONSTRAINT appointment_template_time CHECK (starts_minute >= 0 AND ends_minute <= 1440 AND starts_minute < ends_minute),
  CONSTRAINT appointment_template_length CHECK (slot_minutes BETWEEN 5 AND 1440),
  CONSTRAINT appointment_template_capacity CHECK (capacity BETWEEN 1 AND 10000),
  CONSTRAINT appointment_template_shares CHECK (elder_places >= 0 AND walk_in_places >= 0 AND elder_places + walk_in_places <= capacity),
  CONSTRAINT appointment_template_valid CHECK (valid_to IS NULL OR valid_to >= valid_from)
) DEFAULT CHARSET = utf8mb4 COMMENT = '时段模板：什么日子、几点到几点、多长一个号、几个号';

CREATE TABLE appointment_slot (
  id BIGINT NOT NULL COMMENT '编号',
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  cell_id BIGINT NOT NULL COMMENT '单位',
  counter_id BIGINT COMMENT '窗口',
  template_id BIGINT COMMENT '来自哪个模板，空为单独安排',
  day DATE NOT NULL COMMENT '哪一天（北京时间）',
  starts_at DATETIME(3) NOT NULL COMMENT '开始（UTC）',
  ends_at DATETIME(3) NOT NULL COMMENT '结束（UTC）',
  opens_at DATETIME(3) NOT NULL COMMENT '放号时间（UTC）',
  closes_at DATETIME(3) NOT NULL COMMENT '停止预约的时间（UTC）',
  elder_release_at DATETIME(3) NOT NULL COMMENT '长者预留号放出的时间（UTC）',
  capacity INT NOT NULL COMMENT '号数',
  elder_reserved INT NOT NULL COMMENT '其中留给长者的',
  walk_in INT NOT NULL COMMENT '其中留给现场的',
  extra INT NOT NULL DEFAULT 0 COMMENT '工作人员知情加号，或减号后仍保留的号',
  taken INT NOT NULL DEFAULT 0 COMMENT '占着的号，由预约维护',
  elder_taken INT NOT NULL DEFAULT 0 COMMENT '其中占着长者预留的',
  waiting INT NOT NULL DEFAULT 0 COMMENT '候补中的人数，由候补维护；有人候补时空出的号先给候补',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 开放、CLOSED 停止',
  closed_why VARCHAR(24) COLLATE utf8mb4_bin COMMENT '为什么停：OFFICE 单位停办、CLOSURE 服务点不开放、TEMPLATE 时段调整、HOLIDAY 放假',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_slot_start (bookable_id, starts_at),
  KEY appointment_slot_day (bookable_id, day),
  KEY appointment_slot_free (counter_id, day, status, capacity, walk_in, elder_reserved, elder_taken, taken, waiting, opens_at, closes_at, elder_release_at, starts_at),
  KEY appointment_slot_waiting (waiting, closes_at),
  CONSTRAINT appointment_slot_time CHECK (starts_at < ends_at AND opens_at <= closes_at AND closes_at <= ends_at),
  CONSTRAINT appointment_slot_capacity CHECK (capacity BETWEEN 0 AND 10000),
  CONSTRAINT appointment_slot_shares CHECK (elder_reserved BETWEEN 0 AND 10000 AND walk_in BETWEEN 0 AND 10000),
  CONSTRAINT appointment_slot_extra CHECK (extra BETWEEN 0 AND 10000),
  CONSTRAINT appointment_slot_taken CHECK (taken >= 0 AND taken <= capacity + extra),
  CONSTRAINT appointment_slot_elder CHECK (elder_taken >= 0 AND elder_taken <= elder_reserved AND elder_taken <= taken),
  CONSTRAINT appointment_slot_waiting_count CHECK (waiting >= 0),
  CONSTRAINT appointment_slot_closed CHECK ((status = 'CLOSED') = (closed_why IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '号源：一个时段与它的计数；占号的每一条在 appointment_booking';

CREATE TABLE appointment_person (
  person_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  PRIMARY KEY (person_key)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事人的锁：同一个人的预约依次进行，不论由谁来约';

CREATE TABLE appointment_cared_for (
  id BIGINT NOT NULL COMMENT '编号',
  resident_id BIGINT NOT NULL COMMENT '由哪位居民代约',
  person_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '被照顾的人，盲索引',
  name VARCHAR(255) COLLATE utf8mb4_bin COMMENT '姓名（加密），删除后为空',
  phone VARCHAR(255) COLLATE utf8mb4_bin COMMENT '电话（加密），没有或删除后为空',
  relation VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '关系：PARENT 父母、CHILD 子女、SPOUSE 配偶、RELATIVE 亲属、NEIGHBOUR 邻里、OTHER 其他',
  elder BOOLEAN NOT NULL COMMENT '是否长者（自报，现场核对）',
  notice_version VARCHAR(40) COLLATE utf8mb4_bin NOT NULL COMMENT '同意时的隐私告知版本',
  consented_at DATETIME(3) NOT NULL COMMENT '声明已征得本人同意的时间（UTC）',
  removed_at DATETIME(3) COMMENT '删除时间（UTC）',
  live TINYINT GENERATED ALWAYS AS (CASE WHEN removed_at IS NULL THEN 1 ELSE NULL END) STORED COMMENT '是否还在，删除后为空',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_cared_for_once (resident_id, person_key, live),
  CONSTRAINT appointment_cared_for_live_or_not CHECK (live IS NULL OR live = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '居民代约的家人邻里，连同征得同意的记录';

-- No foreign keys to slot and bookable: every booking would lock them longer than its one statement does.
CREATE TABLE appointment_booking (
  id BIGINT NOT NULL COMMENT '编号',
  slot_id BIGINT NOT NULL COMMENT '时段',
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  cell_id BIGINT NOT NULL COMMENT '单位',
  counter_id BIGINT COMMENT '窗口',
  day DATE NOT NULL COMMENT '哪一天（北京时间）',
  starts_at DATETIME(3) NOT NULL COMMENT '约定的开始（UTC）',
  ends_at DATETIME(3) NOT NULL COMMENT '约定的结束（UTC）',
  cancel_until DATETIME(3) NOT NULL COMMENT '在此之前取消不算临时取消（UTC）',
  resident_id BIGINT COMMENT '预约的居民账号，工作人员代约的为空',
  person_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  cared_for_id BIGINT COMMENT '为谁代约，为本人的为空',
  name VARCHAR(255) COLLATE utf8mb4_bin COMMENT '办事人姓名（加密），本人约的为空',
  phone VARCHAR(255) COLLATE utf8mb4_bin COMMENT '办事人电话（加密），没有为空',
  phone_index CHAR(64) COLLATE utf8mb4_bin COMMENT '电话的盲索引，现场按电话找',
  household_index CHAR(64) COLLATE utf8mb4_bin COMMENT '住户的盲索引，限每户一个号时才有',
  consent VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '依据：SELF 本人、CARED_FOR 已征得被照顾人同意、ORAL 现场口头、PHONE 电话口头',
  elder BOOLEAN NOT NULL COMMENT '办事人是长者（自报，现场核对）',
  pool VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '占的哪种号：GENERAL 普通、ELDER 长者预留',
  guide_id BIGINT COMMENT '办哪件事',
  guide_version_id BIGINT COMMENT '依据的指南版本',
  guide_title VARCHAR(200) COMMENT '事项名称',
  card_code VARCHAR(40) COLLATE utf8mb4_bin COMMENT '材料卡的编码',
  code VARCHAR(255) COLLATE utf8mb4_bin NOT NULL COMMENT '签到码（加密）',
  code_index CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '签到码的盲索引',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：HELD 占号、BOOKED 已约、CHECKED_IN 已到、ABSENT 未到待申辩、FINISHED 已结束、RELEASED 已退号',
  sub_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '细分：怎样到的这个状态',
  outcome VARCHAR(24) COLLATE utf8mb4_bin COMMENT '结果，结束或退号才有',
  note VARCHAR(200) NOT NULL DEFAULT '' COMMENT '原因说明，没有则为空字符串',
  expires_at DATETIME(3) COMMENT '占号到何时（UTC），占号时才有',
  contest_until DATETIME(3) COMMENT '申辩到何时（UTC），未到时才有',
  rescheduled_from_id BIGINT COMMENT '由哪个预约改来',
  offered_for_id BIGINT COMMENT '为哪个被取消的预约或候补留的',
  created_at DATETIME(3) NOT NULL COMMENT '占号或预约时间（UTC）',
  checked_in_at DATETIME(3) COMMENT '签到时间（UTC）',
  ended_at DATETIME(3) COMMENT '结束或退号时间（UTC）',
  seated TINYINT GENERATED ALWAYS AS (CASE WHEN status = 'RELEASED' THEN NULL ELSE 1 END) STORED COMMENT '占着一个号，退号后为空',
  open TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('HELD', 'BOOKED', 'CHECKED_IN') THEN 1 ELSE NULL END) STORED COMMENT '未完成，完成或退号后为空',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_booking_code (code_index),
  UNIQUE KEY appointment_booking_once (slot_id, person_key, open),
  UNIQUE KEY appointment_booking_household (bookable_id, day, household_index, seated),
  KEY appointment_booking_slot (slot_id, status),
  KEY appointment_booking_mine (resident_id, id),
  KEY appointment_booking_person (person_key, starts_at),
  KEY appointment_booking_day (bookable_id, day, starts_at),
  KEY appointment_booking_cell (cell_id, day),
  KEY appointment_booking_phone (phone_index, day),
  KEY appointment_booking_guide (guide_id, status),
  KEY appointment_booking_expiry (status, expires_at),
  KEY appointment_booking_over (status, ends_at),
  KEY appointment_booking_contest (status, contest_until),
  KEY appointment_booking_offer (offered_for_id),
  CONSTRAINT appointment_booking_time CHECK (starts_at < ends_at),
  CONSTRAINT appointment_booking_flags CHECK ((seated IS NULL OR seated = 1) AND (open IS NULL OR open = 1)),
  CONSTRAINT appointment_booking_held CHECK (status <> 'HELD' OR expires_at IS NOT NULL),
  CONSTRAINT appointment_booking_came CHECK (status <> 'CHECKED_IN' OR checked_in_at IS NOT NULL),
  CONSTRAINT appointment_booking_absent CHECK (status <> 'ABSENT' OR (checked_in_at IS NULL AND contest_until IS NOT NULL)),
  CONSTRAINT appointment_booking_ended CHECK ((status IN ('FINISHED', 'RELEASED')) = (outcome IS NOT NULL) AND (outcome IS NULL) = (ended_at IS NULL)),
  CONSTRAINT appointment_booking_no_show CHECK (outcome IS NULL OR outcome <> 'NO_SHOW' OR checked_in_at IS NULL)
) DEFAULT CHARSET = utf8mb4 COMMENT = '预约：谁在哪个时段有一个号，到了哪一步；占号也在这里，占着就是一个号';

CREATE TABLE appointment_move (
  id BIGINT NOT NULL COMMENT '编号',
  booking_id BIGINT NOT NULL COMMENT '预约',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新占号',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  sub_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '细分',
  outcome VARCHAR(24) COLLATE utf8mb4_bin COMMENT '结果',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 resident:42',
  for_person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '为谁，盲索引',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_move_booking (booking_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '预约的每次状态变化，只增不改';

CREATE TABLE appointment_flag (
  id BIGINT NOT NULL COMMENT '编号',
  booking_id BIGINT NOT NULL COMMENT '预约',
  cell_id BIGINT NOT NULL COMMENT '单位',
  reason VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '为什么：SLOT_REMOVED 时段取消、TIME_CHANGED 时间变了、CAPACITY_CUT 号数减少、DAY_BLOCKED 当天关闭、GUIDE_CHANGED 指南更新、GUIDE_SUSPENDED 指南停用',
  detail VARCHAR(200) NOT NULL COMMENT '说明',
  raised_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  cleared_at DATETIME(3) COMMENT '处理时间（UTC）',
  cleared_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁处理的',
  cleared_note VARCHAR(200) COMMENT '怎么处理的',
  pending TINYINT GENERATED ALWAYS AS (CASE WHEN cleared_at IS NULL THEN 1 ELSE NULL END) STORED COMMENT '待处理，处理后为空',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_flag_pending (booking_id, reason, pending),
  KEY appointment_flag_cell (cell_id, pending, id),
  CONSTRAINT appointment_flag_cleared CHECK ((cleared_at IS NULL) = (cleared_by IS NULL)),
  CONSTRAINT appointment_flag_pending_or_not CHECK (pending IS NULL OR pending = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '预约之后情况变了，等工作人员处理';

CREATE TABLE appointment_pre_check (
  booking_id BIGINT NOT NULL COMMENT '预约',
  item VARCHAR(200) NOT NULL COMMENT '核对什么',
  position INT NOT NULL COMMENT '第几条，从 1 起',
  answer VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '回答：READY 备好了、MISSING 还没有、NOT_NEEDED 不需要',
  answered_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (booking_id, position),
  CONSTRAINT appointment_pre_check_position CHECK (position BETWEEN 1 AND 100)
) DEFAULT CHARSET = utf8mb4 COMMENT = '来之前的核对：身份证带了吗';

CREATE TABLE appointment_reminder (
  booking_id BIGINT NOT NULL COMMENT '预约',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：DAY_BEFORE 前一天、TWO_HOURS 两小时前',
  due_at DATETIME(3) NOT NULL COMMENT '何时提醒（UTC）',
  sent_at DATETIME(3) COMMENT '提醒时间（UTC），不必提醒的也填',
  pending TINYINT GENERATED ALWAYS AS (CASE WHEN sent_at IS NULL THEN 1 ELSE NULL END) STORED COMMENT '待提醒，处理后为空',
  PRIMARY KEY (booking_id, kind),
  KEY appointment_reminder_due (pending, due_at),
  CONSTRAINT appointment_reminder_pending_or_not CHECK (pending IS NULL OR pending = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '提醒，一条一次';

CREATE TABLE appointment_waiting (
  id BIGINT NOT NULL COMMENT '编号',
  slot_id BIGINT NOT NULL COMMENT '时段',
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  cell_id BIGINT NOT NULL COMMENT '单位',
  resident_id BIGINT COMMENT '居民账号，工作人员代为候补的为空',
  person_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  cared_for_id BIGINT COMMENT '为谁，为本人的为空',
  name VARCHAR(255) COLLATE utf8mb4_bin COMMENT '办事人姓名（加密），本人的为空',
  phone VARCHAR(255) COLLATE utf8mb4_bin COMMENT '办事人电话（加密）',
  phone_index CHAR(64) COLLATE utf8mb4_bin COMMENT '电话的盲索引',
  household_index CHAR(64) COLLATE utf8mb4_bin COMMENT '住户的盲索引',
  consent VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '依据，同预约',
  elder BOOLEAN NOT NULL COMMENT '办事人是长者',
  guide_id BIGINT COMMENT '办哪件事',
  card_code VARCHAR(40) COLLATE utf8mb4_bin COMMENT '材料卡的编码',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 候补中、OFFERED 有号待确认、TAKEN 已确认、LAPSED 未在时限内确认或已截止、LEFT 已退出、PASSED_OVER 不符合规则',
  note VARCHAR(200) NOT NULL DEFAULT '' COMMENT '原因说明',
  booking_id BIGINT COMMENT '给出的号',
  created_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  ended_at DATETIME(3) COMMENT '不再候补的时间（UTC）',
  live TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('WAITING', 'OFFERED') THEN 1 ELSE NULL END) STORED COMMENT '还在候补或待确认，之后为空',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_waiting_once (slot_id, person_key, live),
  KEY appointment_waiting_slot (slot_id, status, id),
  KEY appointment_waiting_mine (resident_id, id),
  KEY appointment_waiting_booking (booking_id),
  CONSTRAINT appointment_waiting_offered CHECK (status NOT IN ('OFFERED', 'TAKEN') OR booking_id IS NOT NULL),
  CONSTRAINT appointment_waiting_live_or_not CHECK (live IS NULL OR live = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '候补：号满时排队，空出来先给排在前面的';

CREATE TABLE appointment_waiting_move (
  id BIGINT NOT NULL COMMENT '编号',
  waiting_id BIGINT NOT NULL COMMENT '候补',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为新候补',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_waiting_move_waiting (waiting_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '候补的每次状态变化，只增不改';

CREATE TABLE appointment_closing (
  id BIGINT NOT NULL COMMENT '编号',
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  cell_id BIGINT NOT NULL COMMENT '单位',
  from_day DATE NOT NULL COMMENT '从哪天',
  to_day DATE NOT NULL COMMENT '到哪天（含）',
  reason VARCHAR(200) NOT NULL COMMENT '对居民说的原因',
  closed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  closed_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  finished_at DATETIME(3) COMMENT '受影响的预约全部处理完的时间（UTC）',
  revoked_at DATETIME(3) COMMENT '恢复的时间（UTC）',
  pending TINYINT GENERATED ALWAYS AS (CASE WHEN finished_at IS NULL AND revoked_at IS NULL THEN 1 ELSE NULL END) STORED COMMENT '还没处理完，之后为空',
  PRIMARY KEY (id),
  KEY appointment_closing_days (bookable_id, to_day),
  KEY appointment_closing_pending (pending, id),
  CONSTRAINT appointment_closing_span CHECK (to_day >= from_day),
  CONSTRAINT appointment_closing_pending_or_not CHECK (pending IS NULL OR pending = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '停办：这几天不接待，已约的都要告知并另给时间';

CREATE TABLE appointment_disruption (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '单位',
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：LATE 晚开或拖延、CLOSED 没有开',
  from_at DATETIME(3) NOT NULL COMMENT '从（UTC）',
  to_at DATETIME(3) NOT NULL COMMENT '到（UTC）',
  reason VARCHAR(200) NOT NULL COMMENT '原因',
  recorded_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  recorded_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_disruption_bookable (bookable_id, to_at),
  CONSTRAINT appointment_disruption_span CHECK (from_at < to_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '窗口晚开或没开的时间：这段时间未到的不算爽约';

CREATE TABLE appointment_no_show_rule (
  cell_id BIGINT NOT NULL COMMENT '单位',
  times INT NOT NULL COMMENT '几次爽约后限制，0 为不限制',
  within_days INT NOT NULL COMMENT '多少天内',
  restrict_days INT NOT NULL COMMENT '限制多少天',
  contest_hours INT NOT NULL COMMENT '申辩期，小时',
  changed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  changed_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (cell_id),
  CONSTRAINT appointment_no_show_rule_times CHECK (times BETWEEN 0 AND 100),
  CONSTRAINT appointment_no_show_rule_days CHECK (within_days BETWEEN 1 AND 365 AND restrict_days BETWEEN 1 AND 365),
  CONSTRAINT appointment_no_show_rule_contest CHECK (contest_hours BETWEEN 24 AND 336)
) DEFAULT CHARSET = utf8mb4 COMMENT = '爽约规则，没有设定的单位用默认值';

CREATE TABLE appointment_restriction (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '哪个单位的预约',
  person_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  resident_id BIGINT COMMENT '居民账号',
  booking_id BIGINT NOT NULL COMMENT '因哪次爽约而起',
  reason VARCHAR(200) NOT NULL COMMENT '对本人说的原因',
  starts_at DATETIME(3) NOT NULL COMMENT '从（UTC）',
  ends_at DATETIME(3) NOT NULL COMMENT '到（UTC）',
  lifted_at DATETIME(3) COMMENT '提前解除的时间（UTC）',
  lifted_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁解除的',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_restriction_booking (booking_id),
  KEY appointment_restriction_person (person_key, cell_id, ends_at),
  KEY appointment_restriction_resident (resident_id, ends_at),
  CONSTRAINT appointment_restriction_span CHECK (starts_at < ends_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '因多次爽约暂停网上预约，写明原因与截止日期';

GRANT SELECT, INSERT, UPDATE ON appointment_bookable TO ${service};
GRANT SELECT, INSERT, DELETE ON appointment_bookable_guide TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_template TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_slot TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_person TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_cared_for TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_booking TO ${service};
GRANT SELECT, INSERT ON appointment_move TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_flag TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_pre_check TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_reminder TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_waiting TO ${service};
GRANT SELECT, INSERT ON appointment_waiting_move TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_closing TO ${service};
GRANT SELECT, INSERT ON appointment_disruption TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_no_show_rule TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_restriction TO ${service};
