CREATE TABLE appointment_hall (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '单位',
  place_id BIGINT NOT NULL COMMENT '哪个服务点；没有服务点的为单位编号',
  name VARCHAR(60) NOT NULL COMMENT '大厅名称，屏幕和号票上写的',
  phone VARCHAR(40) NOT NULL COMMENT '咨询电话，没有则为空字符串',
  notice VARCHAR(200) NOT NULL DEFAULT '' COMMENT '屏幕上的通知，没有则为空字符串',
  near_ahead INT NOT NULL COMMENT '前面还有几位时提醒，0 为不提醒',
  late_minutes INT NOT NULL COMMENT '过了约定的开始多少分钟才签到算迟到，按签到先后排',
  patience_minutes INT NOT NULL COMMENT '没有预约的等满多少分钟，就与到点的预约一起排',
  elder_minutes INT NOT NULL COMMENT '长者按早到多少分钟排，0 为不优先',
  most_calls INT NOT NULL COMMENT '叫几次没有来可以过号',
  self_tickets BOOLEAN NOT NULL COMMENT '居民可以自己取号',
  created_at DATETIME(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_hall_place (place_id),
  KEY appointment_hall_cell (cell_id),
  CONSTRAINT appointment_hall_rule CHECK (near_ahead BETWEEN 0 AND 20 AND late_minutes BETWEEN 0 AND 240
    AND patience_minutes BETWEEN 0 AND 480 AND elder_minutes BETWEEN 0 AND 240 AND most_calls BETWEEN 1 AND 10)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事大厅与它的排队规则';

CREATE TABLE appointment_line (
  id BIGINT NOT NULL COMMENT '编号',
  hall_id BIGINT NOT NULL COMMENT '大厅',
  cell_id BIGINT NOT NULL COMMENT '单位',
  letter VARCHAR(2) COLLATE utf8mb4_bin NOT NULL COMMENT '号码的字母',
  title VARCHAR(60) NOT NULL COMMENT '排队办什么',
  created_at DATETIME(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_line_letter (hall_id, letter),
  KEY appointment_line_cell (cell_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '队：一起排的人，由一个或几个窗口叫';

CREATE TABLE appointment_line_bookable (
  bookable_id BIGINT NOT NULL COMMENT '可预约的',
  line_id BIGINT NOT NULL COMMENT '签到后排哪个队',
  PRIMARY KEY (bookable_id),
  KEY appointment_line_bookable_line (line_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '预约到了现场排哪个队';

CREATE TABLE appointment_line_day (
  line_id BIGINT NOT NULL COMMENT '队',
  day DATE NOT NULL COMMENT '哪一天（北京时间）',
  last_number INT NOT NULL COMMENT '发到几号',
  PRIMARY KEY (line_id, day),
  CONSTRAINT appointment_line_day_number CHECK (last_number BETWEEN 1 AND 99999)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每个队每天发到几号';

CREATE TABLE appointment_desk (
  id BIGINT NOT NULL COMMENT '编号',
  hall_id BIGINT NOT NULL COMMENT '大厅',
  line_id BIGINT NOT NULL COMMENT '叫哪个队',
  cell_id BIGINT NOT NULL COMMENT '单位',
  name VARCHAR(20) NOT NULL COMMENT '窗口名称，屏幕上写的',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：CLOSED 未开、OPEN 开着、PAUSED 暂停',
  staff_id BIGINT COMMENT '谁在坐，未开为空',
  reason VARCHAR(60) NOT NULL DEFAULT '' COMMENT '暂停的原因，没有则为空字符串',
  since DATETIME(3) NOT NULL COMMENT '从何时起是这个状态（UTC）',
  in_use BOOLEAN NOT NULL COMMENT '是否还用',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_desk_name (hall_id, name),
  KEY appointment_desk_line (line_id),
  KEY appointment_desk_cell (cell_id),
  KEY appointment_desk_status (status, since),
  CONSTRAINT appointment_desk_seated CHECK ((status = 'CLOSED') = (staff_id IS NULL)),
  CONSTRAINT appointment_desk_closed CHECK (in_use OR status = 'CLOSED')
) DEFAULT CHARSET = utf8mb4 COMMENT = '叫号的窗口：开着没有、谁在坐';

CREATE TABLE appointment_desk_move (
  id BIGINT NOT NULL COMMENT '编号',
  desk_id BIGINT NOT NULL COMMENT '窗口',
  line_id BIGINT NOT NULL COMMENT '当时叫哪个队',
  from_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '原状态',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  reason VARCHAR(60) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_desk_move_desk (desk_id, id),
  KEY appointment_desk_move_line (line_id, moved_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '窗口的每次开、停、关，只增不改';

CREATE TABLE appointment_entry (
  id BIGINT NOT NULL COMMENT '编号',
  hall_id BIGINT NOT NULL COMMENT '大厅',
  line_id BIGINT NOT NULL COMMENT '排哪个队',
  issued_line_id BIGINT NOT NULL COMMENT '号是哪个队发的；转窗口后号不变',
  cell_id BIGINT NOT NULL COMMENT '单位',
  day DATE NOT NULL COMMENT '哪一天（北京时间）',
  number INT NOT NULL COMMENT '当天第几号',
  label VARCHAR(8) COLLATE utf8mb4_bin NOT NULL COMMENT '号码，如 A012',
  code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL COMMENT '号票的编码，凭它看自己排到哪里',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：BOOKED 预约签到、WALK_IN 现场取号',
  booking_id BIGINT COMMENT '预约',
  walk_in_slot_id BIGINT COMMENT '占哪个时段的现场名额，没有设名额或已退回的为空',
  resident_id BIGINT COMMENT '居民账号，没有的为空',
  person_key CHAR(64) COLLATE utf8mb4_bin COMMENT '办事人，盲索引；没有留姓名的为空',
  name VARCHAR(255) COLLATE utf8mb4_bin COMMENT '姓名（加密），预约的和没有留的为空',
  phone VARCHAR(255) COLLATE utf8mb4_bin COMMENT '电话（加密），预约的和没有留的为空',
  guide_id BIGINT COMMENT '办哪件事',
  title VARCHAR(200) NOT NULL COMMENT '办什么',
  elder BOOLEAN NOT NULL COMMENT '长者（自报，现场核对）',
  late BOOLEAN NOT NULL COMMENT '迟到或过号后回来，不再按预约的时间排',
  place_at DATETIME(3) NOT NULL COMMENT '按何时到的排（UTC）',
  due_at DATETIME(3) NOT NULL COMMENT '何时算到点（UTC）：预约的时间，或没有预约的等满之时',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 等候、CALLED 已叫、SERVING 办理中、ON_HOLD 暂停、PASSED 过号、SERVED 已办理、PARTLY 部分办理、LEFT 已离开',
  desk_id BIGINT COMMENT '在哪个窗口；等候和过号的为空',
  for_desk_id BIGINT COMMENT '转来时指定的窗口，只由它叫',
  calls INT NOT NULL COMMENT '这一次叫了几遍',
  arrived_at DATETIME(3) NOT NULL COMMENT '到的时间（UTC）',
  called_at DATETIME(3) COMMENT '最近一次叫的时间（UTC）',
  serving_at DATETIME(3) COMMENT '开始办理的时间（UTC）',
  ended_at DATETIME(3) COMMENT '结束的时间（UTC）',
  near_at DATETIME(3) COMMENT '何时提醒过快到了（UTC）；每人一次',
  note VARCHAR(500) NOT NULL DEFAULT '' COMMENT '还差什么，或为什么离开',
  open TINYINT GENERATED ALWAYS AS (CASE WHEN status IN ('SERVED', 'PARTLY', 'LEFT') THEN NULL ELSE 1 END) STORED COMMENT '还没有结束，结束后为空',
  front_desk_id BIGINT GENERATED ALWAYS AS (CASE WHEN status IN ('CALLED', 'SERVING') THEN desk_id ELSE NULL END) STORED COMMENT '在哪个窗口前；一个窗口前只有一位',
  walking TINYINT GENERATED ALWAYS AS (CASE WHEN kind = 'WALK_IN' AND status NOT IN ('SERVED', 'PARTLY', 'LEFT') THEN 1 ELSE NULL END) STORED COMMENT '现场取的号还没有结束，之后为空',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_entry_number (issued_line_id, day, number),
  UNIQUE KEY appointment_entry_code (code),
  UNIQUE KEY appointment_entry_booking (booking_id),
  UNIQUE KEY appointment_entry_front (front_desk_id),
  UNIQUE KEY appointment_entry_once (issued_line_id, person_key, walking),
  KEY appointment_entry_line (line_id, day, status),
  KEY appointment_entry_hall (hall_id, day, status),
  KEY appointment_entry_resident (resident_id, id),
  KEY appointment_entry_person (person_key, day),
  KEY appointment_entry_open (open, day),
  KEY appointment_entry_pace (line_id, ended_at),
  KEY appointment_entry_slot (walk_in_slot_id),
  CONSTRAINT appointment_entry_flags CHECK ((open IS NULL OR open = 1) AND (walking IS NULL OR walking = 1)),
  CONSTRAINT appointment_entry_kind CHECK ((kind = 'BOOKED') = (booking_id IS NOT NULL) AND (kind = 'WALK_IN' OR walk_in_slot_id IS NULL)),
  CONSTRAINT appointment_entry_ended CHECK ((status IN ('SERVED', 'PARTLY', 'LEFT')) = (ended_at IS NOT NULL)),
  CONSTRAINT appointment_entry_desk CHECK ((status IN ('CALLED', 'SERVING', 'ON_HOLD') AND desk_id IS NOT NULL)
    OR (status IN ('WAITING', 'PASSED') AND desk_id IS NULL) OR status IN ('SERVED', 'PARTLY', 'LEFT')),
  CONSTRAINT appointment_entry_called CHECK (status NOT IN ('CALLED', 'SERVING', 'ON_HOLD') OR called_at IS NOT NULL),
  CONSTRAINT appointment_entry_serving CHECK (status NOT IN ('SERVING', 'ON_HOLD', 'SERVED', 'PARTLY') OR serving_at IS NOT NULL),
  CONSTRAINT appointment_entry_missing CHECK (status <> 'PARTLY' OR note <> ''),
  CONSTRAINT appointment_entry_number_of_day CHECK (number BETWEEN 1 AND 99999),
  CONSTRAINT appointment_entry_calls CHECK (calls BETWEEN 0 AND 100)
) DEFAULT CHARSET = utf8mb4 COMMENT = '排队：当天到场的每一位，拿着号等到办完';

CREATE TABLE appointment_entry_move (
  id BIGINT NOT NULL COMMENT '编号',
  entry_id BIGINT NOT NULL COMMENT '排队的',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原状态，空为刚到',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新状态；与原状态相同的是再叫一遍或转窗口',
  line_id BIGINT NOT NULL COMMENT '在哪个队',
  desk_id BIGINT COMMENT '在哪个窗口',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_entry_move_entry (entry_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '排队的每一步，只增不改；每种状态多久由此算出';

CREATE TABLE appointment_walk_in (
  slot_id BIGINT NOT NULL COMMENT '时段',
  taken INT NOT NULL COMMENT '现场取走几个名额，由排队维护',
  PRIMARY KEY (slot_id),
  CONSTRAINT appointment_walk_in_taken CHECK (taken BETWEEN 0 AND 10000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '时段里留给现场的名额用了几个';

CREATE TABLE appointment_screen (
  id BIGINT NOT NULL COMMENT '编号',
  hall_id BIGINT NOT NULL COMMENT '大厅',
  code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL COMMENT '屏幕地址里的编码，猜不出来',
  name VARCHAR(20) NOT NULL COMMENT '哪块屏幕',
  created_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁添加的',
  created_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  revoked_at DATETIME(3) COMMENT '停用的时间（UTC）',
  revoked_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁停用的',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_screen_code (code),
  KEY appointment_screen_hall (hall_id),
  CONSTRAINT appointment_screen_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '大厅屏幕的地址，可以停用';

CREATE TABLE appointment_wrong_code (
  id BIGINT NOT NULL COMMENT '编号',
  staff_id BIGINT NOT NULL COMMENT '谁输错了',
  tried_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_wrong_code_staff (staff_id, tried_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '签到时输错的码和找不到的电话，短时间内过多则暂停';

GRANT SELECT, INSERT, UPDATE ON appointment_hall TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_line TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_line_bookable TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_line_day TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_desk TO ${service};
GRANT SELECT, INSERT ON appointment_desk_move TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_entry TO ${service};
GRANT SELECT, INSERT ON appointment_entry_move TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_walk_in TO ${service};
GRANT SELECT, INSERT, UPDATE ON appointment_screen TO ${service};
GRANT SELECT, INSERT, DELETE ON appointment_wrong_code TO ${service};
