CREATE TABLE `identity_attempt` (
  `bucket` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '计数对象（账号、地址、设备的组合）的盲索引',
  `failures` int(11) NOT NULL COMMENT '窗口内次数',
  `window_ends_at` datetime(3) NOT NULL COMMENT '窗口结束（UTC）',
  PRIMARY KEY (`bucket`),
  KEY `identity_attempt_window` (`window_ends_at`),
  CONSTRAINT `identity_attempt_failures` CHECK (`failures` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='登录失败计数，只用于放慢猜测';

CREATE TABLE `identity_consent` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `purpose` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '目的：SERVICE 使用服务、PHONE 手机号、HOME 住处（到楼栋）、MEMBERSHIP 党员身份（敏感，单独同意）、UNIT 向所在单位提供（单独同意）',
  `notice_version` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '当时的隐私告知版本',
  `channel` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '渠道：MINI_PROGRAM、DISTRICT_FILE',
  `given_at` datetime(3) NOT NULL COMMENT '同意时间（UTC）',
  `withdrawn_at` datetime(3) DEFAULT NULL COMMENT '撤回时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_consent_once` (`resident_id`,`purpose`,`notice_version`,`given_at`),
  CONSTRAINT `identity_consent_resident_exists` FOREIGN KEY (`resident_id`) REFERENCES `identity_resident` (`id`),
  CONSTRAINT `identity_consent_term` CHECK (`withdrawn_at` is null or `withdrawn_at` >= `given_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='同意记录：谁在何时对哪一版告知、哪个目的表示同意或撤回';

CREATE TABLE `identity_home` (
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `building_id` bigint(20) NOT NULL COMMENT '所住楼栋，只到楼栋，不记单元和户号',
  `chosen_at` datetime(3) NOT NULL COMMENT '居民自己选择的时间（UTC）',
  PRIMARY KEY (`resident_id`),
  KEY `identity_home_building` (`building_id`,`resident_id`),
  CONSTRAINT `identity_home_building_exists` FOREIGN KEY (`building_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `identity_home_resident_exists` FOREIGN KEY (`resident_id`) REFERENCES `identity_resident` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民自己选择的住处，撤回同意或注销即删除';

CREATE TABLE `identity_paper_reveal` (
  `staff_id` bigint(20) NOT NULL COMMENT '谁打开',
  `china_day` date NOT NULL COMMENT '日期（北京时间）',
  `paper` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '哪份写明姓名的证明，如 points-statement:1',
  `names` int(11) NOT NULL COMMENT '当时写明几个人的姓名',
  `opened_at` datetime(3) NOT NULL COMMENT '当天第一次打开的时间（UTC）',
  PRIMARY KEY (`staff_id`,`china_day`,`paper`),
  CONSTRAINT `identity_paper_reveal_staff` FOREIGN KEY (`staff_id`) REFERENCES `identity_staff` (`id`),
  CONSTRAINT `identity_paper_reveal_names` CHECK (`names` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='谁在哪天打开了写明姓名的证明，同一份一天计一次，只增不改';

CREATE TABLE `identity_registration` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `community_id` bigint(20) NOT NULL COMMENT '报到社区',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：SUBMITTED 已提交、RECEIVED 已受理、ACTIVE 在册、SUSPENDED 暂停、MOVE_ASKED 申请转出、MOVED 已转出、REJECTED 未通过、ENDED 已结束',
  `name` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名（加密）',
  `unit` varchar(1024) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '工作单位（加密）',
  `branch` varchar(1024) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '所在党支部（加密）',
  `skills` varchar(2048) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '特长（加密）',
  `skill_codes` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '技能代码，逗号分隔（加密）',
  `free_time` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '空闲时间代码，逗号分隔（加密）',
  `submitted_at` datetime(3) NOT NULL COMMENT '提交时间（UTC）',
  `active_since` datetime(3) DEFAULT NULL COMMENT '在册起始（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '结束时间（UTC）',
  `move_to` bigint(20) DEFAULT NULL COMMENT '申请转往的社区',
  `moved_from_id` bigint(20) DEFAULT NULL COMMENT '由哪份报到转来',
  `open_resident_id` bigint(20) GENERATED ALWAYS AS (case when `status` in ('SUBMITTED','RECEIVED','ACTIVE','SUSPENDED','MOVE_ASKED') then `resident_id` end) STORED COMMENT '未结束时为居民编号，保证一人只有一份',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_registration_open` (`open_resident_id`),
  KEY `identity_registration_resident` (`resident_id`,`id`),
  KEY `identity_registration_community` (`community_id`,`status`,`id`),
  KEY `identity_registration_move_to` (`move_to`,`status`,`id`),
  CONSTRAINT `identity_registration_community_exists` FOREIGN KEY (`community_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `identity_registration_resident_exists` FOREIGN KEY (`resident_id`) REFERENCES `identity_resident` (`id`),
  CONSTRAINT `identity_registration_status` CHECK (`status` in ('SUBMITTED','RECEIVED','ACTIVE','SUSPENDED','MOVE_ASKED','MOVED','REJECTED','ENDED')),
  CONSTRAINT `identity_registration_active` CHECK (`status` not in ('ACTIVE','SUSPENDED','MOVE_ASKED','MOVED') or `active_since` is not null),
  CONSTRAINT `identity_registration_moving` CHECK (`status` <> 'MOVE_ASKED' or `move_to` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='在职党员报到';

CREATE TABLE `identity_registration_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `registration_id` bigint(20) NOT NULL COMMENT '报到',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，空为新提交',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(200) NOT NULL COMMENT '原因',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `identity_registration_move_of` (`registration_id`,`id`),
  CONSTRAINT `identity_registration_move_exists` FOREIGN KEY (`registration_id`) REFERENCES `identity_registration` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='报到状态的每一次变化，只增不改';

CREATE TABLE `identity_resident` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：ACTIVE 正常、FORGOTTEN 已注销',
  `name` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名（加密）',
  `phone` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '手机号（加密）',
  `phone_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '手机号盲索引，供精确查找',
  `community_id` bigint(20) DEFAULT NULL COMMENT '所选社区',
  `created_at` datetime(3) NOT NULL COMMENT '首次登录时间（UTC）',
  `forgotten_at` datetime(3) DEFAULT NULL COMMENT '注销时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `identity_resident_phone` (`phone_index`),
  KEY `identity_resident_community` (`community_id`,`id`),
  CONSTRAINT `identity_resident_community_exists` FOREIGN KEY (`community_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `identity_resident_status` CHECK (`status` in ('ACTIVE','FORGOTTEN')),
  CONSTRAINT `identity_resident_forgotten` CHECK (`status` = 'ACTIVE' or `name` is null and `phone` is null and `phone_index` is null),
  CONSTRAINT `identity_resident_phone_whole` CHECK (`phone` is null = (`phone_index` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民';

CREATE TABLE `identity_reveal` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `staff_id` bigint(20) NOT NULL COMMENT '查看人',
  `resident_id` bigint(20) NOT NULL COMMENT '被查看的居民',
  `community_id` bigint(20) NOT NULL COMMENT '居民所属社区',
  `reason` varchar(200) NOT NULL COMMENT '理由',
  `china_day` date NOT NULL COMMENT '日期（北京时间）',
  `number` int(11) NOT NULL COMMENT '当日第几次',
  `revealed_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_reveal_number` (`staff_id`,`china_day`,`number`),
  KEY `identity_reveal_resident` (`resident_id`,`id`),
  CONSTRAINT `identity_reveal_staff_exists` FOREIGN KEY (`staff_id`) REFERENCES `identity_staff` (`id`),
  CONSTRAINT `identity_reveal_positive` CHECK (`number` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='谁因何查看了居民的完整信息，只增不改';

CREATE TABLE `identity_roll_expected` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `unit_id` bigint(20) NOT NULL COMMENT '单位',
  `phone_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '手机号盲索引',
  `name` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '姓名（加密）',
  `listed_at` datetime(3) NOT NULL COMMENT '最近一次列入名单（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_roll_expected_once` (`community_id`,`unit_id`,`phone_index`),
  KEY `identity_roll_expected_listed` (`listed_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='单位名单里还没有在本社区报到的人：报到时供社区核对，180 天后删除';

CREATE TABLE `identity_roll_import` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '导入到哪个社区',
  `unit_id` bigint(20) NOT NULL COMMENT '哪个单位报送的名单',
  `file_name` varchar(100) NOT NULL COMMENT '文件名',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PREVIEW 待确认、QUEUED 正在导入、DONE 已导入、DISCARDED 已放弃',
  `started_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁上传',
  `staff_id` bigint(20) NOT NULL COMMENT '谁确认导入，0 为尚未确认',
  `row_count` int(11) NOT NULL COMMENT '行数',
  `job_id` bigint(20) DEFAULT NULL COMMENT '导入任务',
  `created_at` datetime(3) NOT NULL COMMENT '上传时间（UTC）',
  `finished_at` datetime(3) DEFAULT NULL COMMENT '导入完或放弃的时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `identity_roll_import_community` (`community_id`,`id`),
  KEY `identity_roll_import_status` (`status`,`created_at`),
  KEY `identity_roll_import_unit` (`unit_id`),
  CONSTRAINT `identity_roll_import_unit` FOREIGN KEY (`unit_id`) REFERENCES `identity_unit` (`id`),
  CONSTRAINT `identity_roll_import_status_known` CHECK (`status` in ('PREVIEW','QUEUED','DONE','DISCARDED')),
  CONSTRAINT `identity_roll_import_rows` CHECK (`row_count` between 0 and 5000)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='单位名单的导入';

CREATE TABLE `identity_roll_row` (
  `import_id` bigint(20) NOT NULL COMMENT '导入',
  `line` int(11) NOT NULL COMMENT 'Excel 行号',
  `shown` varchar(100) NOT NULL COMMENT '脱敏的姓名',
  `name` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '姓名（加密），办完或放弃即删除',
  `phone_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '手机号盲索引，号码本身不存；办完或放弃即删除',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果：CONFIRM 确认报到、SAME 已在册、WAITING 待本人报到、CHECK 请人工核对、REFUSED 不能导入',
  `registration_id` bigint(20) DEFAULT NULL COMMENT '对上的报到',
  `sentence` varchar(300) NOT NULL COMMENT '问题和办法',
  `waits` tinyint(1) NOT NULL COMMENT '是否还没有办',
  PRIMARY KEY (`import_id`,`line`),
  CONSTRAINT `identity_roll_row_import` FOREIGN KEY (`import_id`) REFERENCES `identity_roll_import` (`id`),
  CONSTRAINT `identity_roll_row_outcome` CHECK (`outcome` in ('CONFIRM','SAME','WAITING','CHECK','REFUSED')),
  CONSTRAINT `identity_roll_row_line` CHECK (`line` >= 1),
  CONSTRAINT `identity_roll_row_whole` CHECK (`name` is null = (`phone_index` is null) and (`waits` = 0 or `name` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='单位名单的每一行';

CREATE TABLE `identity_session` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '居民',
  `access_hash` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '访问令牌摘要',
  `refresh_hash` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '刷新令牌摘要',
  `access_expires_at` datetime(3) NOT NULL COMMENT '访问令牌到期（UTC）',
  `created_at` datetime(3) NOT NULL COMMENT '登录时间（UTC）',
  `last_used_at` datetime(3) NOT NULL COMMENT '最近使用（UTC）',
  `expires_at` datetime(3) NOT NULL COMMENT '最长有效期（UTC）',
  `revoked_at` datetime(3) DEFAULT NULL COMMENT '撤销时间（UTC）',
  `revoked_why` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '撤销原因：SIGNED_OUT 退出、REUSED 令牌重放、FORGOTTEN 注销',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_session_access` (`access_hash`),
  UNIQUE KEY `identity_session_refresh` (`refresh_hash`),
  KEY `identity_session_resident` (`resident_id`,`id`),
  KEY `identity_session_expires` (`expires_at`),
  CONSTRAINT `identity_session_resident_exists` FOREIGN KEY (`resident_id`) REFERENCES `identity_resident` (`id`),
  CONSTRAINT `identity_session_term` CHECK (`expires_at` > `created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民会话，只存令牌摘要';

CREATE TABLE `identity_spent_code` (
  `code_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '微信一次性 code 的盲索引',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '用它的居民，登录 code 为空',
  `created_at` datetime(3) NOT NULL COMMENT '使用时间（UTC）',
  PRIMARY KEY (`code_index`),
  KEY `identity_spent_code_created` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='用过的微信一次性 code，同一个只用一次';

CREATE TABLE `identity_spent_refresh` (
  `refresh_hash` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '已换过的刷新令牌摘要',
  `session_id` bigint(20) NOT NULL COMMENT '会话',
  `spent_at` datetime(3) NOT NULL COMMENT '换新时间（UTC）',
  PRIMARY KEY (`refresh_hash`),
  KEY `identity_spent_refresh_session` (`session_id`),
  CONSTRAINT `identity_spent_refresh_session_exists` FOREIGN KEY (`session_id`) REFERENCES `identity_session` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='已换过的刷新令牌，再次出现即视为被盗';

CREATE TABLE `identity_staff` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `login` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '登录名，小写',
  `name` varchar(100) NOT NULL COMMENT '姓名',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：ACTIVE 在岗、ENDED 离岗',
  `password_hash` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '口令摘要（Argon2id）',
  `must_change_password` tinyint(1) NOT NULL COMMENT '下次登录须改口令',
  `totp_secret` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '动态口令密钥（加密）',
  `totp_confirmed_at` datetime(3) DEFAULT NULL COMMENT '动态口令启用时间（UTC），空为尚未启用',
  `totp_last_step` bigint(20) NOT NULL COMMENT '最近用过的动态口令时间步，用过的不再接受',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示账号',
  `created_at` datetime(3) NOT NULL COMMENT '建立时间（UTC）',
  `password_changed_at` datetime(3) NOT NULL COMMENT '口令修改时间（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '离岗时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_staff_login` (`login`),
  CONSTRAINT `identity_staff_step` CHECK (`totp_last_step` >= 0),
  CONSTRAINT `identity_staff_status` CHECK (`status` in ('ACTIVE','ENDED')),
  CONSTRAINT `identity_staff_totp` CHECK (`totp_confirmed_at` is null or `totp_secret` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作人员';

CREATE TABLE `identity_staff_resident` (
  `staff_id` bigint(20) NOT NULL COMMENT '工作人员',
  `resident_id` bigint(20) NOT NULL COMMENT '其本人的居民账号',
  `linked_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁记下的',
  `linked_at` datetime(3) NOT NULL COMMENT '记下的时间（UTC）',
  PRIMARY KEY (`staff_id`),
  KEY `identity_staff_resident_resident` (`resident_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作人员本人的居民账号，用于本人的事由他人核实';

CREATE TABLE `identity_staff_role` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `staff_id` bigint(20) NOT NULL COMMENT '工作人员',
  `role` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '岗位',
  `cell_id` bigint(20) NOT NULL COMMENT '管辖范围：该组织及其下级',
  `proof` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '本行的 HMAC-SM3，直接改库授权无效',
  `granted_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '授予人',
  `granted_at` datetime(3) NOT NULL COMMENT '授予时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_staff_role_once` (`staff_id`,`role`,`cell_id`),
  KEY `identity_staff_role_cell` (`cell_id`),
  CONSTRAINT `identity_staff_role_cell_exists` FOREIGN KEY (`cell_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `identity_staff_role_staff_exists` FOREIGN KEY (`staff_id`) REFERENCES `identity_staff` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作人员的岗位与管辖范围';

CREATE TABLE `identity_staff_session` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `staff_id` bigint(20) NOT NULL COMMENT '工作人员',
  `token_hash` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '会话令牌摘要',
  `stage` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '阶段：PASSWORD 口令已过、VERIFIED 动态口令已过待改口令、SIGNED_IN 已登录',
  `tries` int(11) NOT NULL COMMENT '本阶段动态口令错误次数',
  `created_at` datetime(3) NOT NULL COMMENT '开始时间（UTC）',
  `last_seen_at` datetime(3) NOT NULL COMMENT '最近活动（UTC）',
  `expires_at` datetime(3) NOT NULL COMMENT '最长有效期（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '结束时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_staff_session_token` (`token_hash`),
  KEY `identity_staff_session_staff` (`staff_id`,`id`),
  KEY `identity_staff_session_expires` (`expires_at`),
  CONSTRAINT `identity_staff_session_staff_exists` FOREIGN KEY (`staff_id`) REFERENCES `identity_staff` (`id`),
  CONSTRAINT `identity_staff_session_tries` CHECK (`tries` >= 0),
  CONSTRAINT `identity_staff_session_term` CHECK (`expires_at` > `created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='后台会话，只存令牌摘要';

CREATE TABLE `identity_unit` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '归口的组织：该组织的管理员维护它',
  `name` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '单位名称（NFKC）',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：ACTIVE 使用中、ENDED 已停用',
  `created_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁建立',
  `created_at` datetime(3) NOT NULL COMMENT '建立时间（UTC）',
  `ended_at` datetime(3) DEFAULT NULL COMMENT '停用时间（UTC）',
  `live_name` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin GENERATED ALWAYS AS (case when `status` = 'ACTIVE' then `name` end) STORED COMMENT '使用中的单位名称，同一组织下不重',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_unit_name` (`cell_id`,`live_name`),
  KEY `identity_unit_live` (`live_name`,`id`),
  CONSTRAINT `identity_unit_cell_exists` FOREIGN KEY (`cell_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `identity_unit_status` CHECK (`status` in ('ACTIVE','ENDED') and `status` = 'ENDED' = (`ended_at` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='在职党员所在的单位';

CREATE TABLE `identity_unit_share` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `resident_id` bigint(20) NOT NULL COMMENT '同意的党员',
  `unit_id` bigint(20) NOT NULL COMMENT '同意给哪个单位看',
  `detail` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '看到多细：REGISTRATION 报到情况、TOTALS 加每年时长和考评分、WORKS 再加每次服务',
  `notice_version` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '当时的隐私告知版本',
  `given_at` datetime(3) NOT NULL COMMENT '同意时间（UTC）',
  `withdrawn_at` datetime(3) DEFAULT NULL COMMENT '撤回、改选或单位停用的时间（UTC）',
  `open_resident_id` bigint(20) GENERATED ALWAYS AS (case when `withdrawn_at` is null then `resident_id` end) STORED COMMENT '有效时为居民编号，保证一人只同意一个单位',
  `open_unit_id` bigint(20) GENERATED ALWAYS AS (case when `withdrawn_at` is null then `unit_id` end) STORED COMMENT '有效时为单位编号',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_unit_share_open` (`open_resident_id`),
  KEY `identity_unit_share_of_unit` (`open_unit_id`,`id`),
  KEY `identity_unit_share_of_resident` (`resident_id`,`id`),
  KEY `identity_unit_share_unit` (`unit_id`),
  CONSTRAINT `identity_unit_share_resident` FOREIGN KEY (`resident_id`) REFERENCES `identity_resident` (`id`),
  CONSTRAINT `identity_unit_share_unit` FOREIGN KEY (`unit_id`) REFERENCES `identity_unit` (`id`),
  CONSTRAINT `identity_unit_share_detail` CHECK (`detail` in ('REGISTRATION','TOTALS','WORKS')),
  CONSTRAINT `identity_unit_share_term` CHECK (`withdrawn_at` is null or `withdrawn_at` >= `given_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='党员同意本单位看什么：没有有效的一行，单位什么也看不到';

CREATE TABLE `identity_unit_staff` (
  `unit_id` bigint(20) NOT NULL COMMENT '单位',
  `staff_id` bigint(20) NOT NULL COMMENT '该单位的组织人员（有“单位组织人员”岗位才能看）',
  `proof` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '本行的 HMAC-SM3，直接改库指派无效',
  `linked_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁指派',
  `linked_at` datetime(3) NOT NULL COMMENT '指派时间（UTC）',
  PRIMARY KEY (`unit_id`,`staff_id`),
  KEY `identity_unit_staff_of` (`staff_id`),
  CONSTRAINT `identity_unit_staff_staff` FOREIGN KEY (`staff_id`) REFERENCES `identity_staff` (`id`),
  CONSTRAINT `identity_unit_staff_unit` FOREIGN KEY (`unit_id`) REFERENCES `identity_unit` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='单位的组织人员';

CREATE TABLE `identity_wechat` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `app` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '应用：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  `openid` varchar(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'openid（加密）',
  `openid_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'openid 盲索引',
  `unionid_index` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'unionid 盲索引，用于把公众号与小程序认作同一人',
  `resident_id` bigint(20) DEFAULT NULL COMMENT '居民，空为尚未在小程序登录',
  `created_at` datetime(3) NOT NULL COMMENT '首次见到的时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `identity_wechat_openid` (`app`,`openid_index`),
  KEY `identity_wechat_unionid` (`unionid_index`),
  KEY `identity_wechat_resident` (`resident_id`,`app`),
  CONSTRAINT `identity_wechat_resident_exists` FOREIGN KEY (`resident_id`) REFERENCES `identity_resident` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='微信身份：公众号与小程序各自的 openid';

