CREATE TABLE `appointment_activity` (
  `id` bigint(20) NOT NULL COMMENT '编号，就是它在 appointment_bookable 的编号',
  `cell_id` bigint(20) NOT NULL COMMENT '哪个单位的',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、PUBLISHED 已发布、CANCELLED 已取消',
  `whole` tinyint(1) NOT NULL COMMENT '整期报名：一个名额管所有场次；否则按场报名',
  `audience_cell_id` bigint(20) DEFAULT NULL COMMENT '只对这个网格、小区或社区的居民开放，空为不限',
  `places` int(11) NOT NULL COMMENT '名额',
  `elder_places` int(11) NOT NULL COMMENT '其中先留给长者的',
  `elder_hours` int(11) NOT NULL COMMENT '开始前多少小时放给所有人',
  `opens_at` datetime(3) NOT NULL COMMENT '报名开始（UTC）',
  `close_minutes` int(11) NOT NULL COMMENT '开始前多少分钟截止报名',
  `minimum` int(11) NOT NULL COMMENT '最少几人才办，0 为不限',
  `decide_minutes` int(11) NOT NULL COMMENT '开始前多少分钟决定办不办',
  `fee` int(11) NOT NULL DEFAULT 0 COMMENT '费用，永远是 0',
  `starts_at` datetime(3) NOT NULL COMMENT '第一场开始（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '最后一场结束（UTC）',
  `minutes` int(11) NOT NULL COMMENT '每场多少分钟',
  `every` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '多久一场：DAY 每天、WEEK 每周、FORTNIGHT 每两周',
  `sessions` int(11) NOT NULL COMMENT '几场',
  `skip_holidays` tinyint(1) NOT NULL COMMENT '遇法定节假日顺延到下一次',
  `revision` int(11) NOT NULL DEFAULT 1 COMMENT '发布后时间地点改过几次，从 1 起',
  `news` varchar(200) NOT NULL DEFAULT '' COMMENT '最近一次改了什么，对居民说的',
  `reason` varchar(200) NOT NULL DEFAULT '' COMMENT '取消的原因，对居民说的',
  `created_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁拟的',
  `created_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_activity_cell` (`cell_id`,`id`),
  KEY `appointment_activity_ahead` (`status`,`ends_at`),
  CONSTRAINT `appointment_activity_status` CHECK (`status` in ('DRAFT','PUBLISHED','CANCELLED')),
  CONSTRAINT `appointment_activity_places` CHECK (`places` between 1 and 2000),
  CONSTRAINT `appointment_activity_elders` CHECK (`elder_places` between 0 and `places` and `elder_hours` between 0 and 720),
  CONSTRAINT `appointment_activity_close` CHECK (`close_minutes` between 0 and 43200),
  CONSTRAINT `appointment_activity_minimum` CHECK (`minimum` between 0 and `places` and `decide_minutes` between 0 and 43200),
  CONSTRAINT `appointment_activity_free_of_charge` CHECK (`fee` = 0),
  CONSTRAINT `appointment_activity_time` CHECK (`starts_at` < `ends_at`),
  CONSTRAINT `appointment_activity_minutes` CHECK (`minutes` between 10 and 1440),
  CONSTRAINT `appointment_activity_sessions` CHECK (`sessions` between 1 and 60),
  CONSTRAINT `appointment_activity_revision` CHECK (`revision` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='活动与课程：谁能来、几个名额、何时报名、最少几人；名称地点在 appointment_bookable';

CREATE TABLE `appointment_activity_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `activity_id` bigint(20) NOT NULL COMMENT '活动',
  `session_id` bigint(20) DEFAULT NULL COMMENT '哪一场，整个活动的为空',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新拟',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态，没变的与原来相同',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '原因或改动，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_activity_move_activity` (`activity_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='活动与场次的每次变化，只增不改';

CREATE TABLE `appointment_attendance` (
  `session_id` bigint(20) NOT NULL COMMENT '哪一场',
  `booking_id` bigint(20) NOT NULL COMMENT '谁的报名',
  `how` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '怎样签到：BY_CODE 凭签到码、BY_STAFF 工作人员',
  `marked_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁记的',
  `marked_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`session_id`,`booking_id`),
  KEY `appointment_attendance_booking` (`booking_id`),
  CONSTRAINT `appointment_attendance_how` CHECK (`how` in ('BY_CODE','BY_STAFF'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='哪一场谁到了';

CREATE TABLE `appointment_attendance_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `session_id` bigint(20) NOT NULL COMMENT '哪一场',
  `booking_id` bigint(20) NOT NULL COMMENT '谁的报名',
  `present` tinyint(1) NOT NULL COMMENT '记为到场，否则为撤销',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '为什么撤销，记到场的为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_attendance_move_mark` (`session_id`,`booking_id`,`id`),
  CONSTRAINT `appointment_attendance_move_reason` CHECK (`present` = (`reason` = ''))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='名单上每次记到场、撤销，只增不改';

CREATE TABLE `appointment_bookable` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '导入时的代码，后台添加的为空',
  `cell_id` bigint(20) NOT NULL COMMENT '由哪个单位提供（区、街道或社区）',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：COUNTER 窗口、VISITOR 帮代办上门、VENUE 场地、ACTIVITY 活动、COURSE 课程',
  `title` varchar(60) NOT NULL COMMENT '名称',
  `description` varchar(1000) NOT NULL COMMENT '说明',
  `place` varchar(200) NOT NULL COMMENT '地点',
  `phone` varchar(40) NOT NULL COMMENT '咨询电话，没有则为空字符串',
  `point_id` bigint(20) DEFAULT NULL COMMENT '服务点',
  `counter_id` bigint(20) DEFAULT NULL COMMENT '窗口',
  `lead_minutes` int(11) NOT NULL COMMENT '最晚提前多少分钟预约',
  `horizon_days` int(11) NOT NULL COMMENT '最早提前多少天放号',
  `opens_minute` int(11) NOT NULL COMMENT '放号日的几点放号，从零点起的分钟数',
  `cutoff_minutes` int(11) NOT NULL COMMENT '开始前多少分钟以内取消算临时取消',
  `per_day` int(11) DEFAULT NULL COMMENT '每人每天最多几个号，空为不限',
  `per_week` int(11) DEFAULT NULL COMMENT '每人每周最多几个号，空为不限',
  `per_open` int(11) DEFAULT NULL COMMENT '每人同时最多几个未完成的预约，空为不限',
  `one_per_household` tinyint(1) NOT NULL COMMENT '每户每天限一个号',
  `approval` tinyint(1) NOT NULL COMMENT '预约是否要工作人员同意',
  `pre_check` varchar(1000) NOT NULL COMMENT '来之前要核对的事，一行一条',
  `active` tinyint(1) NOT NULL COMMENT '是否开放',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_bookable_code` (`code`),
  KEY `appointment_bookable_cell` (`cell_id`,`kind`,`id`),
  KEY `appointment_bookable_point` (`point_id`),
  KEY `appointment_bookable_counter` (`counter_id`),
  CONSTRAINT `appointment_bookable_lead` CHECK (`lead_minutes` between 0 and 43200),
  CONSTRAINT `appointment_bookable_horizon` CHECK (`horizon_days` between 0 and 180),
  CONSTRAINT `appointment_bookable_opens` CHECK (`opens_minute` between 0 and 1439),
  CONSTRAINT `appointment_bookable_cutoff` CHECK (`cutoff_minutes` between 0 and 43200),
  CONSTRAINT `appointment_bookable_per_day` CHECK (`per_day` is null or `per_day` between 1 and 100),
  CONSTRAINT `appointment_bookable_per_week` CHECK (`per_week` is null or `per_week` between 1 and 100),
  CONSTRAINT `appointment_bookable_per_open` CHECK (`per_open` is null or `per_open` between 1 and 100)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='可预约的：窗口、上门、场地、活动、课程，连同预约规则';

CREATE TABLE `appointment_bookable_guide` (
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `guide_id` bigint(20) NOT NULL COMMENT '可办的事项',
  PRIMARY KEY (`bookable_id`,`guide_id`),
  KEY `appointment_bookable_guide_guide` (`guide_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='哪个窗口办哪些事项；一项也没有的，什么都可以约';

CREATE TABLE `appointment_booking` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `slot_id` bigint(20) NOT NULL COMMENT '时段',
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `counter_id` bigint(20) DEFAULT NULL COMMENT '窗口',
  `day` date NOT NULL COMMENT '哪一天（北京时间）',
  `starts_at` datetime(3) NOT NULL COMMENT '约定的开始（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '约定的结束（UTC）',
  `cancel_until` datetime(3) NOT NULL COMMENT '在此之前取消不算临时取消（UTC）',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '预约的居民账号，工作人员代约的为空',
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  `cared_for_id` bigint(20) DEFAULT NULL COMMENT '为谁代约，为本人的为空',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '办事人姓名（加密），本人约的为空',
  `phone` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '办事人电话（加密），没有为空',
  `phone_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '电话的盲索引，现场按电话找',
  `name_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '办事人姓名的盲索引，本人约的为空',
  `household_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '住户的盲索引，限每户一个号时才有',
  `consent` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '依据：SELF 本人、CARED_FOR 已征得被照顾人同意、ORAL 现场口头、PHONE 电话口头',
  `elder` tinyint(1) NOT NULL COMMENT '办事人是长者（自报，现场核对）',
  `pool` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '占的哪种号：GENERAL 普通、ELDER 长者预留',
  `guide_id` bigint(20) DEFAULT NULL COMMENT '办哪件事',
  `guide_version_id` bigint(20) DEFAULT NULL COMMENT '依据的指南版本',
  `guide_title` varchar(200) DEFAULT NULL COMMENT '事项名称',
  `card_code` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '材料卡的编码',
  `code` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '签到码（加密）',
  `code_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '签到码的盲索引',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：HELD 占号、BOOKED 已约、CHECKED_IN 已到、ABSENT 未到待申辩、FINISHED 已结束、RELEASED 已退号',
  `sub_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '细分：怎样到的这个状态',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '结果，结束或退号才有',
  `note` varchar(200) NOT NULL DEFAULT '' COMMENT '原因说明，没有则为空字符串',
  `expires_at` datetime(3) DEFAULT NULL COMMENT '占号到何时（UTC），占号时才有',
  `contest_until` datetime(3) DEFAULT NULL COMMENT '申辩到何时（UTC），未到时才有',
  `rescheduled_from_id` bigint(20) DEFAULT NULL COMMENT '由哪个预约改来',
  `offered_for_id` bigint(20) DEFAULT NULL COMMENT '为哪个被取消的预约或候补留的',
  `created_at` datetime(3) NOT NULL COMMENT '占号或预约时间（UTC）',
  `checked_in_at` datetime(3) DEFAULT NULL COMMENT '签到时间（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '结束或退号时间（UTC）',
  `seated` tinyint(4) GENERATED ALWAYS AS (case when `status` = 'RELEASED' then NULL else 1 end) STORED COMMENT '占着一个号，退号后为空',
  `open` tinyint(4) GENERATED ALWAYS AS (case when `status` in ('HELD','BOOKED','CHECKED_IN') then 1 else NULL end) STORED COMMENT '未完成，完成或退号后为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_booking_code` (`code_index`),
  UNIQUE KEY `appointment_booking_once` (`slot_id`,`person_key`,`open`),
  UNIQUE KEY `appointment_booking_household` (`bookable_id`,`day`,`household_index`,`seated`),
  KEY `appointment_booking_slot` (`slot_id`,`status`),
  KEY `appointment_booking_mine` (`resident_id`,`id`),
  KEY `appointment_booking_person` (`person_key`,`starts_at`),
  KEY `appointment_booking_day` (`bookable_id`,`day`,`starts_at`),
  KEY `appointment_booking_cell` (`cell_id`,`day`),
  KEY `appointment_booking_phone` (`phone_index`,`day`),
  KEY `appointment_booking_guide` (`guide_id`,`status`),
  KEY `appointment_booking_expiry` (`status`,`expires_at`),
  KEY `appointment_booking_over` (`status`,`ends_at`),
  KEY `appointment_booking_contest` (`status`,`contest_until`),
  KEY `appointment_booking_offer` (`offered_for_id`),
  KEY `appointment_booking_name` (`name_index`,`starts_at`),
  KEY `appointment_booking_view` (`bookable_id`,`day`,`slot_id`,`status`),
  CONSTRAINT `appointment_booking_time` CHECK (`starts_at` < `ends_at`),
  CONSTRAINT `appointment_booking_flags` CHECK ((`seated` is null or `seated` = 1) and (`open` is null or `open` = 1)),
  CONSTRAINT `appointment_booking_held` CHECK (`status` <> 'HELD' or `expires_at` is not null),
  CONSTRAINT `appointment_booking_came` CHECK (`status` <> 'CHECKED_IN' or `checked_in_at` is not null),
  CONSTRAINT `appointment_booking_absent` CHECK (`status` <> 'ABSENT' or `checked_in_at` is null and `contest_until` is not null),
  CONSTRAINT `appointment_booking_ended` CHECK (`status` in ('FINISHED','RELEASED') = (`outcome` is not null) and `outcome` is null = (`ended_at` is null)),
  CONSTRAINT `appointment_booking_no_show` CHECK (`outcome` is null or `outcome` <> 'NO_SHOW' or `checked_in_at` is null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='预约：谁在哪个时段有一个号，到了哪一步；占号也在这里，占着就是一个号';

CREATE TABLE `appointment_cared_for` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '由哪位居民代约',
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '被照顾的人，盲索引',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名（加密），删除后为空',
  `phone` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '电话（加密），没有或删除后为空',
  `relation` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '关系：PARENT 父母、CHILD 子女、SPOUSE 配偶、RELATIVE 亲属、NEIGHBOUR 邻里、OTHER 其他',
  `elder` tinyint(1) NOT NULL COMMENT '是否长者（自报，现场核对）',
  `notice_version` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '同意时的隐私告知版本',
  `consented_at` datetime(3) NOT NULL COMMENT '声明已征得本人同意的时间（UTC）',
  `removed_at` datetime(3) DEFAULT NULL COMMENT '删除时间（UTC）',
  `live` tinyint(4) GENERATED ALWAYS AS (case when `removed_at` is null then 1 else NULL end) STORED COMMENT '是否还在，删除后为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_cared_for_once` (`resident_id`,`person_key`,`live`),
  CONSTRAINT `appointment_cared_for_live_or_not` CHECK (`live` is null or `live` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民代约的家人邻里，连同征得同意的记录';

CREATE TABLE `appointment_closing` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `from_day` date NOT NULL COMMENT '从哪天',
  `to_day` date NOT NULL COMMENT '到哪天（含）',
  `reason` varchar(200) NOT NULL COMMENT '对居民说的原因',
  `closed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `closed_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `finished_at` datetime(3) DEFAULT NULL COMMENT '受影响的预约全部处理完的时间（UTC）',
  `revoked_at` datetime(3) DEFAULT NULL COMMENT '恢复的时间（UTC）',
  `pending` tinyint(4) GENERATED ALWAYS AS (case when `finished_at` is null and `revoked_at` is null then 1 else NULL end) STORED COMMENT '还没处理完，之后为空',
  PRIMARY KEY (`id`),
  KEY `appointment_closing_days` (`bookable_id`,`to_day`),
  KEY `appointment_closing_pending` (`pending`,`id`),
  CONSTRAINT `appointment_closing_span` CHECK (`to_day` >= `from_day`),
  CONSTRAINT `appointment_closing_pending_or_not` CHECK (`pending` is null or `pending` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='停办：这几天不接待，已约的都要告知并另给时间';

CREATE TABLE `appointment_desk` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `hall_id` bigint(20) NOT NULL COMMENT '大厅',
  `line_id` bigint(20) NOT NULL COMMENT '叫哪个队',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `name` varchar(20) NOT NULL COMMENT '窗口名称，屏幕上写的',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：CLOSED 未开、OPEN 开着、PAUSED 暂停',
  `staff_id` bigint(20) DEFAULT NULL COMMENT '谁在坐，未开为空',
  `reason` varchar(60) NOT NULL DEFAULT '' COMMENT '暂停的原因，没有则为空字符串',
  `since` datetime(3) NOT NULL COMMENT '从何时起是这个状态（UTC）',
  `in_use` tinyint(1) NOT NULL COMMENT '是否还用',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_desk_name` (`hall_id`,`name`),
  KEY `appointment_desk_line` (`line_id`),
  KEY `appointment_desk_cell` (`cell_id`),
  KEY `appointment_desk_status` (`status`,`since`),
  CONSTRAINT `appointment_desk_seated` CHECK (`status` = 'CLOSED' = (`staff_id` is null)),
  CONSTRAINT `appointment_desk_closed` CHECK (`in_use` <> 0 or `status` = 'CLOSED')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='叫号的窗口：开着没有、谁在坐';

CREATE TABLE `appointment_desk_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `desk_id` bigint(20) NOT NULL COMMENT '窗口',
  `line_id` bigint(20) NOT NULL COMMENT '当时叫哪个队',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '原状态',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(60) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_desk_move_desk` (`desk_id`,`id`),
  KEY `appointment_desk_move_line` (`line_id`,`moved_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='窗口的每次开、停、关，只增不改';

CREATE TABLE `appointment_disruption` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：LATE 晚开或拖延、CLOSED 没有开',
  `from_at` datetime(3) NOT NULL COMMENT '从（UTC）',
  `to_at` datetime(3) NOT NULL COMMENT '到（UTC）',
  `reason` varchar(200) NOT NULL COMMENT '原因',
  `recorded_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `recorded_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_disruption_bookable` (`bookable_id`,`to_at`),
  CONSTRAINT `appointment_disruption_span` CHECK (`from_at` < `to_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='窗口晚开或没开的时间：这段时间未到的不算爽约';

CREATE TABLE `appointment_enrolment` (
  `booking_id` bigint(20) NOT NULL COMMENT '报名，就是预约',
  `activity_id` bigint(20) NOT NULL COMMENT '活动',
  `slot_id` bigint(20) NOT NULL COMMENT '时段',
  `revision` int(11) NOT NULL COMMENT '本人知道的是改到第几次的时间地点',
  PRIMARY KEY (`booking_id`),
  KEY `appointment_enrolment_activity` (`activity_id`,`revision`),
  KEY `appointment_enrolment_slot` (`slot_id`),
  CONSTRAINT `appointment_enrolment_revision` CHECK (`revision` >= 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='哪些预约是活动的报名，以及各人知道到哪一次改动';

CREATE TABLE `appointment_entry` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `hall_id` bigint(20) NOT NULL COMMENT '大厅',
  `line_id` bigint(20) NOT NULL COMMENT '排哪个队',
  `issued_line_id` bigint(20) NOT NULL COMMENT '号是哪个队发的；转窗口后号不变',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `day` date NOT NULL COMMENT '哪一天（北京时间）',
  `number` int(11) NOT NULL COMMENT '当天第几号',
  `label` varchar(8) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '号码，如 A012',
  `code` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '号票的编码，凭它看自己排到哪里',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：BOOKED 预约签到、WALK_IN 现场取号',
  `booking_id` bigint(20) DEFAULT NULL COMMENT '预约',
  `walk_in_slot_id` bigint(20) DEFAULT NULL COMMENT '占哪个时段的现场名额，没有设名额或已退回的为空',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民账号，没有的为空',
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '办事人，盲索引；没有留姓名的为空',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名（加密），预约的和没有留的为空',
  `phone` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '电话（加密），预约的和没有留的为空',
  `guide_id` bigint(20) DEFAULT NULL COMMENT '办哪件事',
  `title` varchar(200) NOT NULL COMMENT '办什么',
  `elder` tinyint(1) NOT NULL COMMENT '长者（自报，现场核对）',
  `late` tinyint(1) NOT NULL COMMENT '迟到或过号后回来，不再按预约的时间排',
  `place_at` datetime(3) NOT NULL COMMENT '按何时到的排（UTC）',
  `due_at` datetime(3) NOT NULL COMMENT '何时算到点（UTC）：预约的时间，或没有预约的等满之时',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 等候、CALLED 已叫、SERVING 办理中、ON_HOLD 暂停、PASSED 过号、SERVED 已办理、PARTLY 部分办理、LEFT 已离开',
  `desk_id` bigint(20) DEFAULT NULL COMMENT '在哪个窗口；等候和过号的为空',
  `for_desk_id` bigint(20) DEFAULT NULL COMMENT '转来时指定的窗口，只由它叫',
  `calls` int(11) NOT NULL COMMENT '这一次叫了几遍',
  `arrived_at` datetime(3) NOT NULL COMMENT '到的时间（UTC）',
  `called_at` datetime(3) DEFAULT NULL COMMENT '最近一次叫的时间（UTC）',
  `serving_at` datetime(3) DEFAULT NULL COMMENT '开始办理的时间（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '结束的时间（UTC）',
  `near_at` datetime(3) DEFAULT NULL COMMENT '何时提醒过快到了（UTC）；每人一次',
  `note` varchar(500) NOT NULL DEFAULT '' COMMENT '还差什么，或为什么离开',
  `open` tinyint(4) GENERATED ALWAYS AS (case when `status` in ('SERVED','PARTLY','LEFT') then NULL else 1 end) STORED COMMENT '还没有结束，结束后为空',
  `front_desk_id` bigint(20) GENERATED ALWAYS AS (case when `status` in ('CALLED','SERVING') then `desk_id` else NULL end) STORED COMMENT '在哪个窗口前；一个窗口前只有一位',
  `walking` tinyint(4) GENERATED ALWAYS AS (case when `kind` = 'WALK_IN' and `status` not in ('SERVED','PARTLY','LEFT') then 1 else NULL end) STORED COMMENT '现场取的号还没有结束，之后为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_entry_number` (`issued_line_id`,`day`,`number`),
  UNIQUE KEY `appointment_entry_code` (`code`),
  UNIQUE KEY `appointment_entry_booking` (`booking_id`),
  UNIQUE KEY `appointment_entry_front` (`front_desk_id`),
  UNIQUE KEY `appointment_entry_once` (`issued_line_id`,`person_key`,`walking`),
  KEY `appointment_entry_line` (`line_id`,`day`,`status`),
  KEY `appointment_entry_hall` (`hall_id`,`day`,`status`),
  KEY `appointment_entry_resident` (`resident_id`,`id`),
  KEY `appointment_entry_person` (`person_key`,`day`),
  KEY `appointment_entry_open` (`open`,`day`),
  KEY `appointment_entry_pace` (`line_id`,`ended_at`),
  KEY `appointment_entry_slot` (`walk_in_slot_id`),
  KEY `appointment_entry_topic` (`cell_id`,`day`,`kind`,`guide_id`),
  CONSTRAINT `appointment_entry_flags` CHECK ((`open` is null or `open` = 1) and (`walking` is null or `walking` = 1)),
  CONSTRAINT `appointment_entry_kind` CHECK (`kind` = 'BOOKED' = (`booking_id` is not null) and (`kind` = 'WALK_IN' or `walk_in_slot_id` is null)),
  CONSTRAINT `appointment_entry_ended` CHECK (`status` in ('SERVED','PARTLY','LEFT') = (`ended_at` is not null)),
  CONSTRAINT `appointment_entry_desk` CHECK (`status` in ('CALLED','SERVING','ON_HOLD') and `desk_id` is not null or `status` in ('WAITING','PASSED') and `desk_id` is null or `status` in ('SERVED','PARTLY','LEFT')),
  CONSTRAINT `appointment_entry_called` CHECK (`status` not in ('CALLED','SERVING','ON_HOLD') or `called_at` is not null),
  CONSTRAINT `appointment_entry_serving` CHECK (`status` not in ('SERVING','ON_HOLD','SERVED','PARTLY') or `serving_at` is not null),
  CONSTRAINT `appointment_entry_missing` CHECK (`status` <> 'PARTLY' or `note` <> ''),
  CONSTRAINT `appointment_entry_number_of_day` CHECK (`number` between 1 and 99999),
  CONSTRAINT `appointment_entry_calls` CHECK (`calls` between 0 and 100)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='排队：当天到场的每一位，拿着号等到办完';

CREATE TABLE `appointment_entry_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `entry_id` bigint(20) NOT NULL COMMENT '排队的',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为刚到',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态；与原状态相同的是再叫一遍或转窗口',
  `line_id` bigint(20) NOT NULL COMMENT '在哪个队',
  `desk_id` bigint(20) DEFAULT NULL COMMENT '在哪个窗口',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_entry_move_entry` (`entry_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='排队的每一步，只增不改；每种状态多久由此算出';

CREATE TABLE `appointment_flag` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `booking_id` bigint(20) NOT NULL COMMENT '预约',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `reason` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '为什么：SLOT_REMOVED 时段取消、TIME_CHANGED 时间变了、CAPACITY_CUT 号数减少、DAY_BLOCKED 当天关闭、PLACE_CHANGED 地点变了、ACTIVITY_CHANGED 活动有变、GUIDE_CHANGED 指南更新、GUIDE_SUSPENDED 指南停用',
  `detail` varchar(200) NOT NULL COMMENT '说明',
  `raised_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `cleared_at` datetime(3) DEFAULT NULL COMMENT '处理时间（UTC）',
  `cleared_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁处理的',
  `cleared_note` varchar(200) DEFAULT NULL COMMENT '怎么处理的',
  `pending` tinyint(4) GENERATED ALWAYS AS (case when `cleared_at` is null then 1 else NULL end) STORED COMMENT '待处理，处理后为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_flag_pending` (`booking_id`,`reason`,`pending`),
  KEY `appointment_flag_cell` (`cell_id`,`pending`,`id`),
  CONSTRAINT `appointment_flag_cleared` CHECK (`cleared_at` is null = (`cleared_by` is null)),
  CONSTRAINT `appointment_flag_pending_or_not` CHECK (`pending` is null or `pending` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='预约之后情况变了，等工作人员处理';

CREATE TABLE `appointment_hall` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `place_id` bigint(20) NOT NULL COMMENT '哪个服务点；没有服务点的为单位编号',
  `name` varchar(60) NOT NULL COMMENT '大厅名称，屏幕和号票上写的',
  `phone` varchar(40) NOT NULL COMMENT '咨询电话，没有则为空字符串',
  `notice` varchar(200) NOT NULL DEFAULT '' COMMENT '屏幕上的通知，没有则为空字符串',
  `near_ahead` int(11) NOT NULL COMMENT '前面还有几位时提醒，0 为不提醒',
  `late_minutes` int(11) NOT NULL COMMENT '过了约定的开始多少分钟才签到算迟到，按签到先后排',
  `patience_minutes` int(11) NOT NULL COMMENT '没有预约的等满多少分钟，就与到点的预约一起排',
  `elder_minutes` int(11) NOT NULL COMMENT '长者按早到多少分钟排，0 为不优先',
  `most_calls` int(11) NOT NULL COMMENT '叫几次没有来可以过号',
  `self_tickets` tinyint(1) NOT NULL COMMENT '居民可以自己取号',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_hall_place` (`place_id`),
  KEY `appointment_hall_cell` (`cell_id`),
  CONSTRAINT `appointment_hall_rule` CHECK (`near_ahead` between 0 and 20 and `late_minutes` between 0 and 240 and `patience_minutes` between 0 and 480 and `elder_minutes` between 0 and 240 and `most_calls` between 1 and 10)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事大厅与它的排队规则';

CREATE TABLE `appointment_hall_end` (
  `hall_id` bigint(20) NOT NULL COMMENT '大厅',
  `day` date NOT NULL COMMENT '哪一天（北京时间）',
  `reason` varchar(200) NOT NULL COMMENT '为什么，对居民说的',
  `waited` int(11) NOT NULL COMMENT '当时还有几位在等',
  `ended_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁结束的',
  `ended_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`hall_id`,`day`),
  CONSTRAINT `appointment_hall_end_waited` CHECK (`waited` between 0 and 100000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='大厅提前结束的日子';

CREATE TABLE `appointment_line` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `hall_id` bigint(20) NOT NULL COMMENT '大厅',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `letter` varchar(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '号码的字母',
  `title` varchar(60) NOT NULL COMMENT '排队办什么',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_line_letter` (`hall_id`,`letter`),
  KEY `appointment_line_cell` (`cell_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='队：一起排的人，由一个或几个窗口叫';

CREATE TABLE `appointment_line_bookable` (
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `line_id` bigint(20) NOT NULL COMMENT '签到后排哪个队',
  PRIMARY KEY (`bookable_id`),
  KEY `appointment_line_bookable_line` (`line_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='预约到了现场排哪个队';

CREATE TABLE `appointment_line_day` (
  `line_id` bigint(20) NOT NULL COMMENT '队',
  `day` date NOT NULL COMMENT '哪一天（北京时间）',
  `last_number` int(11) NOT NULL COMMENT '发到几号',
  PRIMARY KEY (`line_id`,`day`),
  CONSTRAINT `appointment_line_day_number` CHECK (`last_number` between 1 and 99999)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每个队每天发到几号';

CREATE TABLE `appointment_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `booking_id` bigint(20) NOT NULL COMMENT '预约',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新占号',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `sub_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '细分',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '结果',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁，如 resident:42',
  `for_person` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '为谁，盲索引',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_move_booking` (`booking_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='预约的每次状态变化，只增不改';

CREATE TABLE `appointment_namesake` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '哪个社区（街道、区的服务点为该单位）',
  `name_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '姓名的盲索引',
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  `apart` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '怎么区分（加密），工作人员写的',
  `created_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁区分的',
  `created_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_namesake_person` (`person_key`),
  KEY `appointment_namesake_name` (`community_id`,`name_index`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='没有电话、与别人同名的人，各凭什么区分';

CREATE TABLE `appointment_no_show_rule` (
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `effective_from` date NOT NULL DEFAULT '2020-01-01' COMMENT '从哪天的预约起适用',
  `times` int(11) NOT NULL COMMENT '几次爽约后限制，0 为不限制',
  `within_days` int(11) NOT NULL COMMENT '多少天内',
  `restrict_days` int(11) NOT NULL COMMENT '限制多少天',
  `contest_hours` int(11) NOT NULL COMMENT '申辩期，小时',
  `changed_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  `changed_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`cell_id`,`effective_from`),
  CONSTRAINT `appointment_no_show_rule_times` CHECK (`times` between 0 and 100),
  CONSTRAINT `appointment_no_show_rule_days` CHECK (`within_days` between 1 and 365 and `restrict_days` between 1 and 365),
  CONSTRAINT `appointment_no_show_rule_contest` CHECK (`contest_hours` between 24 and 336)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='爽约规则，没有设定的单位用默认值';

CREATE TABLE `appointment_person` (
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  PRIMARY KEY (`person_key`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事人的锁：同一个人的预约依次进行，不论由谁来约';

CREATE TABLE `appointment_pre_check` (
  `booking_id` bigint(20) NOT NULL COMMENT '预约',
  `item` varchar(200) NOT NULL COMMENT '核对什么',
  `position` int(11) NOT NULL COMMENT '第几条，从 1 起',
  `answer` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '回答：READY 备好了、MISSING 还没有、NOT_NEEDED 不需要',
  `answered_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`booking_id`,`position`),
  CONSTRAINT `appointment_pre_check_position` CHECK (`position` between 1 and 100)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='来之前的核对：身份证带了吗';

CREATE TABLE `appointment_reminder` (
  `booking_id` bigint(20) NOT NULL COMMENT '预约',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '种类：DAY_BEFORE 前一天、TWO_HOURS 两小时前',
  `due_at` datetime(3) NOT NULL COMMENT '何时提醒（UTC）',
  `sent_at` datetime(3) DEFAULT NULL COMMENT '提醒时间（UTC），不必提醒的也填',
  `pending` tinyint(4) GENERATED ALWAYS AS (case when `sent_at` is null then 1 else NULL end) STORED COMMENT '待提醒，处理后为空',
  PRIMARY KEY (`booking_id`,`kind`),
  KEY `appointment_reminder_due` (`pending`,`due_at`),
  CONSTRAINT `appointment_reminder_pending_or_not` CHECK (`pending` is null or `pending` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='提醒，一条一次';

CREATE TABLE `appointment_restriction` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '哪个单位的预约',
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民账号',
  `booking_id` bigint(20) NOT NULL COMMENT '因哪次爽约而起',
  `reason` varchar(200) NOT NULL COMMENT '对本人说的原因',
  `starts_at` datetime(3) NOT NULL COMMENT '从（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '到（UTC）',
  `lifted_at` datetime(3) DEFAULT NULL COMMENT '提前解除的时间（UTC）',
  `lifted_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁解除的',
  `lifted_note` varchar(200) DEFAULT NULL COMMENT '为什么提前解除',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_restriction_booking` (`booking_id`),
  KEY `appointment_restriction_person` (`person_key`,`cell_id`,`ends_at`),
  KEY `appointment_restriction_resident` (`resident_id`,`ends_at`),
  KEY `appointment_restriction_cell` (`cell_id`,`ends_at`),
  CONSTRAINT `appointment_restriction_span` CHECK (`starts_at` < `ends_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='因多次爽约暂停网上预约，写明原因与截止日期';

CREATE TABLE `appointment_screen` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `hall_id` bigint(20) NOT NULL COMMENT '大厅',
  `code` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '屏幕地址里的编码，猜不出来',
  `name` varchar(20) NOT NULL COMMENT '哪块屏幕',
  `created_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁添加的',
  `created_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `revoked_at` datetime(3) DEFAULT NULL COMMENT '停用的时间（UTC）',
  `revoked_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁停用的',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_screen_code` (`code`),
  KEY `appointment_screen_hall` (`hall_id`),
  CONSTRAINT `appointment_screen_revoked` CHECK (`revoked_at` is null = (`revoked_by` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='大厅屏幕的地址，可以停用';

CREATE TABLE `appointment_session` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `activity_id` bigint(20) NOT NULL COMMENT '活动',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `position` int(11) NOT NULL COMMENT '第几场，从 1 起',
  `starts_at` datetime(3) NOT NULL COMMENT '开始（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '结束（UTC）',
  `slot_id` bigint(20) DEFAULT NULL COMMENT '名额在哪个时段，草稿为空；整期报名的各场同一个',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PLANNED 待办、GOING 人数够了照办、CANCELLED 取消',
  `cancelled_why` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '为什么取消：OFFICE 单位取消、TOO_FEW 人数不够',
  `cancelled_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '谁取消的',
  `reason` varchar(200) NOT NULL DEFAULT '' COMMENT '取消的原因，对居民说的',
  `decide_at` datetime(3) DEFAULT NULL COMMENT '何时看人数够不够（UTC），不看或看过的为空',
  `dealt_at` datetime(3) DEFAULT NULL COMMENT '取消后报名的人全部处理完的时间（UTC）',
  `undealt` tinyint(4) GENERATED ALWAYS AS (case when `status` = 'CANCELLED' and `dealt_at` is null then 1 else NULL end) STORED COMMENT '取消了还没处理完，之后为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_session_position` (`activity_id`,`position`),
  KEY `appointment_session_slot` (`slot_id`),
  KEY `appointment_session_decide` (`decide_at`),
  KEY `appointment_session_undealt` (`undealt`,`id`),
  CONSTRAINT `appointment_session_time` CHECK (`starts_at` < `ends_at`),
  CONSTRAINT `appointment_session_number` CHECK (`position` between 1 and 60),
  CONSTRAINT `appointment_session_status` CHECK (`status` in ('PLANNED','GOING','CANCELLED')),
  CONSTRAINT `appointment_session_cancelled` CHECK (`status` = 'CANCELLED' = (`cancelled_why` is not null) and `cancelled_why` is null = (`cancelled_by` is null)),
  CONSTRAINT `appointment_session_undealt_or_not` CHECK (`undealt` is null or `undealt` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='活动的每一场';

CREATE TABLE `appointment_slot` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `counter_id` bigint(20) DEFAULT NULL COMMENT '窗口',
  `template_id` bigint(20) DEFAULT NULL COMMENT '来自哪个模板，空为单独安排',
  `day` date NOT NULL COMMENT '哪一天（北京时间）',
  `starts_at` datetime(3) NOT NULL COMMENT '开始（UTC）',
  `ends_at` datetime(3) NOT NULL COMMENT '结束（UTC）',
  `opens_at` datetime(3) NOT NULL COMMENT '放号时间（UTC）',
  `closes_at` datetime(3) NOT NULL COMMENT '停止预约的时间（UTC）',
  `elder_release_at` datetime(3) NOT NULL COMMENT '长者预留号放出的时间（UTC）',
  `capacity` int(11) NOT NULL COMMENT '号数',
  `elder_reserved` int(11) NOT NULL COMMENT '其中留给长者的',
  `walk_in` int(11) NOT NULL COMMENT '其中留给现场的',
  `extra` int(11) NOT NULL DEFAULT 0 COMMENT '工作人员知情加号，或减号后仍保留的号',
  `taken` int(11) NOT NULL DEFAULT 0 COMMENT '占着的号，由预约维护',
  `elder_taken` int(11) NOT NULL DEFAULT 0 COMMENT '其中占着长者预留的',
  `waiting` int(11) NOT NULL DEFAULT 0 COMMENT '候补中的人数，由候补维护；有人候补时空出的号先给候补',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 开放、CLOSED 停止',
  `closed_why` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '为什么停：OFFICE 单位停办、CLOSURE 服务点不开放、TEMPLATE 时段调整、HOLIDAY 放假、CANCELLED 活动取消',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_slot_start` (`bookable_id`,`starts_at`),
  KEY `appointment_slot_day` (`bookable_id`,`day`),
  KEY `appointment_slot_free` (`counter_id`,`day`,`status`,`capacity`,`walk_in`,`elder_reserved`,`elder_taken`,`taken`,`waiting`,`opens_at`,`closes_at`,`elder_release_at`,`starts_at`),
  KEY `appointment_slot_waiting` (`waiting`,`closes_at`),
  CONSTRAINT `appointment_slot_time` CHECK (`starts_at` < `ends_at` and `opens_at` <= `closes_at` and `closes_at` <= `ends_at`),
  CONSTRAINT `appointment_slot_capacity` CHECK (`capacity` between 0 and 10000),
  CONSTRAINT `appointment_slot_shares` CHECK (`elder_reserved` between 0 and 10000 and `walk_in` between 0 and 10000),
  CONSTRAINT `appointment_slot_extra` CHECK (`extra` between 0 and 10000),
  CONSTRAINT `appointment_slot_taken` CHECK (`taken` >= 0 and `taken` <= `capacity` + `extra`),
  CONSTRAINT `appointment_slot_elder` CHECK (`elder_taken` >= 0 and `elder_taken` <= `elder_reserved` and `elder_taken` <= `taken`),
  CONSTRAINT `appointment_slot_waiting_count` CHECK (`waiting` >= 0),
  CONSTRAINT `appointment_slot_closed` CHECK (`status` = 'CLOSED' = (`closed_why` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='号源：一个时段与它的计数；占号的每一条在 appointment_booking';

CREATE TABLE `appointment_template` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `weekdays` int(11) NOT NULL COMMENT '星期几，二进制位，周一为 1、周日为 64',
  `calendar` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '日历：WORKING_DAYS 只在工作日（含调休上班）、EVERY_DAY 只看星期',
  `starts_minute` int(11) NOT NULL COMMENT '几点开始，从零点起的分钟数（北京时间）',
  `ends_minute` int(11) NOT NULL COMMENT '几点结束',
  `slot_minutes` int(11) NOT NULL COMMENT '每个时段多少分钟',
  `capacity` int(11) NOT NULL COMMENT '每个时段几个号',
  `elder_places` int(11) NOT NULL COMMENT '其中留给长者的，开始前 24 小时放出',
  `walk_in_places` int(11) NOT NULL COMMENT '其中留给现场取号的',
  `valid_from` date NOT NULL COMMENT '从哪天起',
  `valid_to` date DEFAULT NULL COMMENT '到哪天止（含），空为一直',
  `created_at` datetime(3) NOT NULL COMMENT '添加时间（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '被换掉的时间（UTC），空为在用',
  PRIMARY KEY (`id`),
  KEY `appointment_template_bookable` (`bookable_id`,`ended_at`),
  CONSTRAINT `appointment_template_weekdays` CHECK (`weekdays` between 1 and 127),
  CONSTRAINT `appointment_template_time` CHECK (`starts_minute` >= 0 and `ends_minute` <= 1440 and `starts_minute` < `ends_minute`),
  CONSTRAINT `appointment_template_length` CHECK (`slot_minutes` between 5 and 1440),
  CONSTRAINT `appointment_template_capacity` CHECK (`capacity` between 1 and 10000),
  CONSTRAINT `appointment_template_shares` CHECK (`elder_places` >= 0 and `walk_in_places` >= 0 and `elder_places` + `walk_in_places` <= `capacity`),
  CONSTRAINT `appointment_template_valid` CHECK (`valid_to` is null or `valid_to` >= `valid_from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='时段模板：什么日子、几点到几点、多长一个号、几个号';

CREATE TABLE `appointment_waiting` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `slot_id` bigint(20) NOT NULL COMMENT '时段',
  `bookable_id` bigint(20) NOT NULL COMMENT '可预约的',
  `cell_id` bigint(20) NOT NULL COMMENT '单位',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民账号，工作人员代为候补的为空',
  `person_key` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  `cared_for_id` bigint(20) DEFAULT NULL COMMENT '为谁，为本人的为空',
  `name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '办事人姓名（加密），本人的为空',
  `phone` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '办事人电话（加密）',
  `phone_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '电话的盲索引',
  `household_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '住户的盲索引',
  `consent` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '依据，同预约',
  `elder` tinyint(1) NOT NULL COMMENT '办事人是长者',
  `guide_id` bigint(20) DEFAULT NULL COMMENT '办哪件事',
  `card_code` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '材料卡的编码',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：WAITING 候补中、OFFERED 有号待确认、TAKEN 已确认、LAPSED 未在时限内确认或已截止、LEFT 已退出、PASSED_OVER 不符合规则',
  `note` varchar(200) NOT NULL DEFAULT '' COMMENT '原因说明',
  `booking_id` bigint(20) DEFAULT NULL COMMENT '给出的号',
  `created_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '不再候补的时间（UTC）',
  `live` tinyint(4) GENERATED ALWAYS AS (case when `status` in ('WAITING','OFFERED') then 1 else NULL end) STORED COMMENT '还在候补或待确认，之后为空',
  PRIMARY KEY (`id`),
  UNIQUE KEY `appointment_waiting_once` (`slot_id`,`person_key`,`live`),
  KEY `appointment_waiting_slot` (`slot_id`,`status`,`id`),
  KEY `appointment_waiting_mine` (`resident_id`,`id`),
  KEY `appointment_waiting_booking` (`booking_id`),
  KEY `appointment_waiting_cell` (`cell_id`,`live`),
  CONSTRAINT `appointment_waiting_offered` CHECK (`status` not in ('OFFERED','TAKEN') or `booking_id` is not null),
  CONSTRAINT `appointment_waiting_live_or_not` CHECK (`live` is null or `live` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='候补：号满时排队，空出来先给排在前面的';

CREATE TABLE `appointment_waiting_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `waiting_id` bigint(20) NOT NULL COMMENT '候补',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新候补',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_waiting_move_waiting` (`waiting_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='候补的每次状态变化，只增不改';

CREATE TABLE `appointment_walk_in` (
  `slot_id` bigint(20) NOT NULL COMMENT '时段',
  `taken` int(11) NOT NULL COMMENT '现场取走几个名额，由排队维护',
  PRIMARY KEY (`slot_id`),
  CONSTRAINT `appointment_walk_in_taken` CHECK (`taken` between 0 and 10000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='时段里留给现场的名额用了几个';

CREATE TABLE `appointment_wrong_code` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `staff_id` bigint(20) NOT NULL COMMENT '谁输错了',
  `tried_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `appointment_wrong_code_staff` (`staff_id`,`tried_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='签到时输错的码和找不到的电话，短时间内过多则暂停';

