CREATE TABLE `guide_alias` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `words` varchar(100) NOT NULL COMMENT '居民的说法',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_alias_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_alias_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民对这件事的说法，供搜索';

CREATE TABLE `guide_card` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` char(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '卡号，64 个随机比特',
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `version_id` bigint(20) NOT NULL COMMENT '依据的指南版本，以后不变',
  `answers` varchar(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '情形的回答（JSON，按提问顺序），不含个人信息',
  `answers_digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '回答的 SHA-256，同一版本同样的回答只有一张卡',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_card_code` (`code`),
  UNIQUE KEY `guide_card_answers` (`version_id`,`answers_digest`),
  KEY `guide_card_item` (`item_id`),
  CONSTRAINT `guide_card_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='个人办事卡：一份指南按情形算出的材料、费用、地点和时间，可以转发';

CREATE TABLE `guide_channel` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办理形式：COUNTER 窗口、ONLINE 网上、MOBILE 手机、POST 邮寄、TERMINAL 自助终端',
  `url` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '网址，空为没有',
  `note` varchar(500) NOT NULL COMMENT '说明',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_channel_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_channel_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的办理形式';

CREATE TABLE `guide_circumstance` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起，第一个最先问',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '情形在本指南内的短名',
  `question` varchar(300) NOT NULL COMMENT '问居民的话',
  PRIMARY KEY (`version_id`,`position`),
  UNIQUE KEY `guide_circumstance_code` (`version_id`,`code`),
  CONSTRAINT `guide_circumstance_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_circumstance_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='情形：一个会改变材料、费用、地点或时间的问题';

CREATE TABLE `guide_circumstance_option` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '在本指南全部选项中的顺序，从 1 起',
  `circumstance` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '所属情形的短名',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '选项在该情形内的短名',
  `content` varchar(300) NOT NULL COMMENT '选项的话',
  `next_circumstance` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '选它之后问的情形，空为问完',
  PRIMARY KEY (`version_id`,`position`),
  UNIQUE KEY `guide_circumstance_option_code` (`version_id`,`circumstance`,`code`),
  CONSTRAINT `guide_circumstance_option_of` FOREIGN KEY (`version_id`, `circumstance`) REFERENCES `guide_circumstance` (`version_id`, `code`),
  CONSTRAINT `guide_circumstance_option_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='情形的选项';

CREATE TABLE `guide_document` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '材料在本指南内的短名，情形用它增减材料',
  `name` varchar(500) NOT NULL COMMENT '材料名称',
  `form` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '原件或复印件：ORIGINAL、COPY、ORIGINAL_AND_COPY、ORIGINAL_OR_COPY',
  `copies` int(11) NOT NULL COMMENT '份数',
  `medium` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'PAPER' COMMENT '材料形式：PAPER 纸质、ELECTRONIC 电子、EITHER 都行',
  `necessity` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '必要性：REQUIRED 必要、IF_APPLICABLE 视情况、LATER 容缺后补',
  `source` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'APPLICANT' COMMENT '来源：APPLICANT 申请人自备、GOVERNMENT 政府部门核发、OTHER 其他',
  `source_note` varchar(500) NOT NULL DEFAULT '' COMMENT '来源说明',
  `blank_form` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '空白表格地址',
  `sample_form` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '示例样表地址',
  `note` text NOT NULL COMMENT '说明',
  `always` tinyint(1) NOT NULL DEFAULT 1 COMMENT '是否总要带；否则只在情形要求时带',
  PRIMARY KEY (`version_id`,`position`),
  UNIQUE KEY `guide_document_code` (`version_id`,`code`),
  CONSTRAINT `guide_document_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_document_position_counts` CHECK (`position` > 0),
  CONSTRAINT `guide_document_copies` CHECK (`copies` between 1 and 99)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的申请材料';

CREATE TABLE `guide_edit_lock` (
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `holder` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '正在编辑的人',
  `holder_name` varchar(100) NOT NULL COMMENT '正在编辑的人的姓名',
  `since` datetime(3) NOT NULL COMMENT '开始编辑的时间（UTC）',
  `expires_at` datetime(3) NOT NULL COMMENT '到这时没有动静就放开（UTC）',
  `taken_from` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '从谁那里接手，空为没有',
  PRIMARY KEY (`item_id`),
  CONSTRAINT `guide_edit_lock_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='谁正在编辑哪份指南，同时只有一人';

CREATE TABLE `guide_faq` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `question` varchar(500) NOT NULL COMMENT '常见问题',
  `answer` text NOT NULL COMMENT '解答',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_faq_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_faq_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的常见问题';

CREATE TABLE `guide_fee_item` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `name` varchar(200) NOT NULL COMMENT '收费项目',
  `standard` varchar(500) NOT NULL COMMENT '收费标准',
  `basis` varchar(500) NOT NULL COMMENT '收费依据',
  `waiver` varchar(500) NOT NULL COMMENT '减免，空为没有',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_fee_item_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_fee_item_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的收费项目';

CREATE TABLE `guide_finding` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `severity` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '轻重：ERROR 错误、WARNING 提醒',
  `rule` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '规则，如 promise-within-law',
  `field` varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '所在的字段，如 documents[2].name',
  `sentence` varchar(500) NOT NULL COMMENT '哪里不对、怎么改',
  PRIMARY KEY (`version_id`,`position`),
  KEY `guide_finding_rule` (`rule`,`version_id`),
  CONSTRAINT `guide_finding_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_finding_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='指南版本的校验结果，每次保存后重算';

CREATE TABLE `guide_form` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` char(13) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '地址 /forms/ 后面的代码，64 个随机比特',
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `document` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '材料在指南里的短名',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'BLANK 空白表格、SAMPLE 填好的样表',
  `media_id` bigint(20) NOT NULL COMMENT '文件（media_upload）',
  `uploaded_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '上传人',
  `uploaded_at` datetime(3) NOT NULL COMMENT '上传时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_form_code` (`code`),
  UNIQUE KEY `guide_form_media` (`media_id`),
  KEY `guide_form_item` (`item_id`,`id`),
  KEY `guide_form_uploaded` (`uploaded_at`),
  CONSTRAINT `guide_form_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`),
  CONSTRAINT `guide_form_kind` CHECK (`kind` in ('BLANK','SAMPLE'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='上传的空白表格和样表；指南版本用地址引用它，发布了居民才能下载';

CREATE TABLE `guide_handling` (
  `counter_id` bigint(20) NOT NULL COMMENT '窗口',
  `item_id` bigint(20) NOT NULL COMMENT '办理的事项',
  PRIMARY KEY (`counter_id`,`item_id`),
  KEY `guide_handling_item` (`item_id`,`counter_id`),
  CONSTRAINT `guide_handling_of_counter` FOREIGN KEY (`counter_id`) REFERENCES `grid_counter` (`id`),
  CONSTRAINT `guide_handling_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='哪个窗口办哪些事项；综合窗口另办本级的全部事项';

CREATE TABLE `guide_import` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '新事项的适用范围',
  `format` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '文件格式：JSON_LINES、EXCEL',
  `file_name` varchar(200) NOT NULL COMMENT '文件名',
  `file_digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '文件的 SHA-256',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PREVIEW 待确认、QUEUED 待导入、DONE 已导入、DISCARDED 已放弃',
  `started_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '导入人',
  `row_count` int(11) NOT NULL COMMENT '行数',
  `job_id` bigint(20) DEFAULT NULL COMMENT '后台任务',
  `created_at` datetime(3) NOT NULL COMMENT '上传时间（UTC）',
  `finished_at` datetime(3) DEFAULT NULL COMMENT '导入完成或放弃的时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `guide_import_cell` (`cell_id`,`id`),
  KEY `guide_import_status` (`status`,`id`),
  CONSTRAINT `guide_import_rows_count` CHECK (`row_count` > 0),
  CONSTRAINT `guide_import_finished` CHECK (`status` in ('DONE','DISCARDED') = (`finished_at` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='指南的一次导入';

CREATE TABLE `guide_import_mark` (
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '上次导入的那一行的 SHA-256',
  `version_id` bigint(20) NOT NULL COMMENT '上次导入写成的版本',
  `edits` int(11) NOT NULL COMMENT '写成时的保存次数；之后变了就是同事改过',
  `marked_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`item_id`),
  CONSTRAINT `guide_import_mark_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`),
  CONSTRAINT `guide_import_mark_edits` CHECK (`edits` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='事项上次导入时的样子，用来看来源和同事谁改过';

CREATE TABLE `guide_import_row` (
  `import_id` bigint(20) NOT NULL COMMENT '导入',
  `line` int(11) NOT NULL COMMENT '文件中的行号，从 1 起',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '事项编码，空为没有',
  `title` varchar(100) NOT NULL COMMENT '事项名称',
  `outcome` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果：NEW 新建、CHANGED 更新、SAME 没有变化、KEPT 保留同事的修改、REFUSED 不能导入',
  `field` varchar(200) NOT NULL COMMENT '哪一项有问题，空为没有',
  `sentence` text NOT NULL COMMENT '问题和办法，空为没有',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '这一行内容的 SHA-256，不能导入的为空',
  `content` mediumtext DEFAULT NULL COMMENT '读出的指南内容（JSON），导入完成后清空',
  PRIMARY KEY (`import_id`,`line`),
  KEY `guide_import_row_outcome` (`import_id`,`outcome`,`line`),
  CONSTRAINT `guide_import_row_of` FOREIGN KEY (`import_id`) REFERENCES `guide_import` (`id`),
  CONSTRAINT `guide_import_row_line` CHECK (`line` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='导入文件的一行和它的结果';

CREATE TABLE `guide_item` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '事项编码，全库唯一',
  `name` varchar(100) NOT NULL COMMENT '事项名称（日常用语）',
  `cell_id` bigint(20) NOT NULL COMMENT '适用范围：全区、街道或社区',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示数据',
  `revision` bigint(20) NOT NULL COMMENT '最近一次发布或停用时的全库修订号',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  `stale_since` datetime(3) DEFAULT NULL COMMENT '被标为可能过时的时间（UTC），空为没有',
  `stale_reason` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '为什么可能过时：REVIEW_DUE 过了复核日期、REPORTED 居民多次报错',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_item_code` (`code`),
  KEY `guide_item_cell` (`cell_id`,`id`),
  KEY `guide_item_revision` (`revision`),
  CONSTRAINT `guide_item_revision_counts` CHECK (`revision` >= 0),
  CONSTRAINT `guide_item_stale` CHECK (`stale_since` is null = (`stale_reason` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='事项：居民要办的一件事';

CREATE TABLE `guide_law` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `law` varchar(300) NOT NULL COMMENT '法律法规名称',
  `number` varchar(100) NOT NULL COMMENT '文号',
  `article` varchar(200) NOT NULL COMMENT '条款号',
  `content` text NOT NULL COMMENT '条款内容',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_law_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_law_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的设定依据';

CREATE TABLE `guide_life_event` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '编码，全库唯一',
  `cell_id` bigint(20) NOT NULL COMMENT '适用范围：全区、街道或社区',
  `title` varchar(40) NOT NULL COMMENT '事件，如生孩子',
  `summary` varchar(300) NOT NULL COMMENT '一句话说明',
  `position` int(11) NOT NULL COMMENT '排列顺序，小的在前',
  `shown` tinyint(1) NOT NULL COMMENT '居民是否看得到',
  `edits` int(11) NOT NULL COMMENT '保存次数，用来发现两人同时修改',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示数据',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_life_event_code` (`code`),
  KEY `guide_life_event_cell` (`cell_id`,`id`),
  KEY `guide_life_event_position` (`shown`,`position`,`id`),
  CONSTRAINT `guide_life_event_position_counts` CHECK (`position` between 0 and 9999),
  CONSTRAINT `guide_life_event_edits_count` CHECK (`edits` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='人生事件：把要办的几件事按先后列成清单';

CREATE TABLE `guide_life_step` (
  `event_id` bigint(20) NOT NULL COMMENT '人生事件',
  `position` int(11) NOT NULL COMMENT '先后，从 1 起',
  `item_id` bigint(20) NOT NULL COMMENT '要办的事项',
  `phrase` varchar(200) NOT NULL COMMENT '这件事为什么办、什么时候办',
  PRIMARY KEY (`event_id`,`position`),
  UNIQUE KEY `guide_life_step_item` (`event_id`,`item_id`),
  KEY `guide_life_step_of` (`item_id`),
  CONSTRAINT `guide_life_step_event` FOREIGN KEY (`event_id`) REFERENCES `guide_life_event` (`id`),
  CONSTRAINT `guide_life_step_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`),
  CONSTRAINT `guide_life_step_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='人生事件清单里的一件事';

CREATE TABLE `guide_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `from_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原状态，新建时为空',
  `to_status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新状态；草稿保存记作 DRAFT 到 DRAFT',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `reason` varchar(300) NOT NULL COMMENT '原因',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `guide_move_version` (`version_id`,`id`),
  CONSTRAINT `guide_move_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='指南版本的每次保存、发布、停用，只增不改';

CREATE TABLE `guide_option_effect` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '在本指南全部影响中的顺序，从 1 起',
  `circumstance` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '情形的短名',
  `choice` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '选项的短名',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '影响：ADD_DOCUMENT 要多带、DROP_DOCUMENT 不用带、FEE 费用、PLACE 地点、TIME 时间',
  `document` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '材料的短名，其他影响为空',
  `content` varchar(500) NOT NULL COMMENT '改成什么，材料为空',
  PRIMARY KEY (`version_id`,`position`),
  KEY `guide_option_effect_option` (`version_id`,`circumstance`,`choice`),
  CONSTRAINT `guide_option_effect_of` FOREIGN KEY (`version_id`, `circumstance`, `choice`) REFERENCES `guide_circumstance_option` (`version_id`, `circumstance`, `code`),
  CONSTRAINT `guide_option_effect_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='选项的影响';

CREATE TABLE `guide_phone_check` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `number` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '电话，只有数字，分机接在后面',
  `cell_id` bigint(20) NOT NULL COMMENT '为哪里的指南或服务点打的；对本级和下级的指南算数',
  `thing` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '为什么打的：guide:编号、point:编号',
  `reached` tinyint(1) NOT NULL COMMENT '是否打通',
  `actor` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁打的',
  `checked_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `guide_phone_check_number` (`number`,`cell_id`,`id`),
  KEY `guide_phone_check_of_cell` (`cell_id`),
  CONSTRAINT `guide_phone_check_of_cell` FOREIGN KEY (`cell_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `guide_phone_check_digits` CHECK (`number` <> '')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作人员试打电话的记录，只增不改；同一电话以最近一次为准';

CREATE TABLE `guide_plain_text` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `reader` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '写给谁：ELDERLY 老年人、YOUNG 年轻人、NEWBORN 新生儿家庭',
  `content` text NOT NULL COMMENT '明白卡文字',
  PRIMARY KEY (`version_id`,`reader`),
  CONSTRAINT `guide_plain_text_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='写给不同人群的明白卡';

CREATE TABLE `guide_report` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `version_id` bigint(20) NOT NULL COMMENT '居民当时看的版本',
  `cell_id` bigint(20) NOT NULL COMMENT '事项的适用范围，工作人员按它看到',
  `resident_id` bigint(20) NOT NULL COMMENT '谁报的',
  `part` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '哪里不对：PLACE 地点、HOURS 时间、PHONE 电话、DOCUMENTS 材料、FEE 费用、STEPS 流程、OTHER 其他',
  `content` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '说明（加密），可以没有说明',
  `photo_id` bigint(20) DEFAULT NULL COMMENT '居民拍的照片（media_upload），空为没有',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 待核对、CONFIRMED 已核对无误、CORRECTED 已改',
  `handled_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '处理人',
  `handled_note` varchar(300) NOT NULL COMMENT '处理说明',
  `handled_at` datetime(3) DEFAULT NULL COMMENT '处理时间（UTC）',
  `created_at` datetime(3) NOT NULL COMMENT '报错时间（UTC）',
  `open_slot` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin GENERATED ALWAYS AS (case `status` when 'OPEN' then `part` else NULL end) STORED COMMENT '占位：同一人对同一指南的同一处只有一条待核对',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_report_once` (`item_id`,`resident_id`,`open_slot`),
  KEY `guide_report_cell` (`cell_id`,`status`,`id`),
  KEY `guide_report_resident` (`resident_id`,`id`),
  KEY `guide_report_of_version` (`version_id`),
  CONSTRAINT `guide_report_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`),
  CONSTRAINT `guide_report_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_report_handled` CHECK (`status` = 'OPEN' = (`handled_at` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='居民说指南信息不对';

CREATE TABLE `guide_result` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果类型：LICENCE 证照、APPROVAL 批文、CERTIFICATE 证明、PAYMENT 资金、RECORD 登记备案、NONE 没有',
  `name` varchar(200) NOT NULL COMMENT '结果名称',
  `sample` varchar(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结果样本地址，空为没有',
  `delivery` varchar(500) NOT NULL COMMENT '送达方式和时限',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_result_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_result_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的办理结果';

CREATE TABLE `guide_revision` (
  `id` int(11) NOT NULL COMMENT '恒为 1',
  `number` bigint(20) NOT NULL COMMENT '全库修订号，每次发布或停用加 1',
  `rebuild` bigint(20) NOT NULL COMMENT '重建次数，加 1 则各节点重建搜索',
  `synonyms` bigint(20) NOT NULL DEFAULT 0 COMMENT '同义词的修订号，每次生效或撤下加 1',
  PRIMARY KEY (`id`),
  CONSTRAINT `guide_revision_single` CHECK (`id` = 1),
  CONSTRAINT `guide_revision_counts` CHECK (`number` >= 0 and `rebuild` >= 0),
  CONSTRAINT `guide_revision_synonyms_count` CHECK (`synonyms` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='各节点据此跟上指南的变化';

CREATE TABLE `guide_step` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `name` varchar(100) NOT NULL DEFAULT '' COMMENT '环节名称：受理、审核、审批、办结、送达等',
  `content` text NOT NULL COMMENT '这一步做什么',
  PRIMARY KEY (`version_id`,`position`),
  CONSTRAINT `guide_step_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_step_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的办理流程';

CREATE TABLE `guide_synonym` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '在哪个地方有效：区、街道或社区',
  `words` varchar(300) NOT NULL COMMENT '同组的词，空格分开，互相替代',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：TRYING 试用中（居民还搜不到）、LIVE 已生效、WITHDRAWN 已撤下',
  `author` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '提出人',
  `added_at` datetime(3) NOT NULL COMMENT '提出时间（UTC）',
  `replayed_at` datetime(3) DEFAULT NULL COMMENT '用最近 30 天的提问试过的时间（UTC），空为还没有试完',
  `asked` int(11) DEFAULT NULL COMMENT '试了多少个不同的提问',
  `effects` mediumtext DEFAULT NULL COMMENT '试出的变化，加密；生效或撤下时清空',
  `approver` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '同意生效的人，不能是提出人；空为还没有',
  `live_at` datetime(3) DEFAULT NULL COMMENT '生效时间（UTC）',
  `withdrawn_at` datetime(3) DEFAULT NULL COMMENT '撤下时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `guide_synonym_status` (`status`,`id`),
  KEY `guide_synonym_cell` (`cell_id`,`id`),
  CONSTRAINT `guide_synonym_asked_counts` CHECK (`asked` >= 0),
  CONSTRAINT `guide_synonym_live` CHECK (`status` <> 'LIVE' or `live_at` is not null),
  CONSTRAINT `guide_synonym_withdrawn` CHECK (`status` = 'WITHDRAWN' = (`withdrawn_at` is not null)),
  CONSTRAINT `guide_synonym_effects_while_trying` CHECK (`status` = 'TRYING' or `effects` is null),
  CONSTRAINT `guide_synonym_four_eyes` CHECK (`approver` <> `author`),
  CONSTRAINT `guide_synonym_approved` CHECK (`live_at` is null = (`approver` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作人员加的同义词，一行一组';

CREATE TABLE `guide_tag` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `tag` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '标签：AT_ONCE 马上办、ONLINE 网上办、NEARBY 就近办、ONE_VISIT 一次办',
  PRIMARY KEY (`version_id`,`position`),
  UNIQUE KEY `guide_tag_once` (`version_id`,`tag`),
  CONSTRAINT `guide_tag_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_tag_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的便民标签';

CREATE TABLE `guide_topic` (
  `version_id` bigint(20) NOT NULL COMMENT '指南版本',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `topic` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '主题，如 ELDERLY 养老服务',
  PRIMARY KEY (`version_id`,`position`),
  UNIQUE KEY `guide_topic_once` (`version_id`,`topic`),
  KEY `guide_topic_by` (`topic`,`version_id`),
  CONSTRAINT `guide_topic_of_version` FOREIGN KEY (`version_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_topic_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的主题分类';

CREATE TABLE `guide_version` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `item_id` bigint(20) NOT NULL COMMENT '事项',
  `number` int(11) NOT NULL COMMENT '版本号，从 1 起',
  `status` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、REVIEW 待审核、SCHEDULED 已审核待生效、PUBLISHED 已发布、SUPERSEDED 已被新版取代、SUSPENDED 已停用',
  `edits` int(11) NOT NULL COMMENT '草稿保存次数，用来发现两人同时修改',
  `title` varchar(100) NOT NULL COMMENT '标题',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'PUBLIC_SERVICE' COMMENT '事项类型：LICENSING 行政许可、BENEFIT 行政给付、CONFIRMATION 行政确认、OTHER_POWER 其他行政权力、PUBLIC_SERVICE 公共服务等',
  `audience` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '服务对象：PERSON 个人、ORGANISATION 企业和单位、BOTH 都有',
  `summary` text NOT NULL COMMENT '一段话说明',
  `eligibility` text NOT NULL COMMENT '受理条件',
  `limits` varchar(1000) NOT NULL DEFAULT '' COMMENT '数量限制，空为没有',
  `handling_body` varchar(200) NOT NULL COMMENT '实施主体',
  `body_nature` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'STATUTORY' COMMENT '实施主体性质：STATUTORY 法定机关、AUTHORISED 授权组织、ENTRUSTED 受委托组织',
  `use_level` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'DISTRICT' COMMENT '行使层级：NATION、PROVINCE、CITY、DISTRICT、SUBDISTRICT、COMMUNITY',
  `processing` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'COMMITTED' COMMENT '办件类型：IMMEDIATE 即办件、COMMITTED 承诺件',
  `statutory_days` int(11) NOT NULL DEFAULT 0 COMMENT '法定办结时限，0 为没有写明天数',
  `statutory_unit` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'WORKING_DAY' COMMENT '法定时限单位：WORKING_DAY 工作日、DAY 自然日',
  `statutory_note` varchar(500) NOT NULL DEFAULT '' COMMENT '法定时限说明',
  `promised_days` int(11) NOT NULL DEFAULT 0 COMMENT '承诺办结时限，0 为没有写明天数',
  `promised_unit` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT 'WORKING_DAY' COMMENT '承诺时限单位：WORKING_DAY 工作日、DAY 自然日',
  `promised_note` varchar(500) NOT NULL DEFAULT '' COMMENT '承诺时限说明',
  `visits` int(11) NOT NULL DEFAULT 1 COMMENT '到办事现场次数',
  `visit_reason` varchar(500) NOT NULL DEFAULT '' COMMENT '必须到现场的原因',
  `place` varchar(1000) NOT NULL COMMENT '办理地点',
  `hours` varchar(1000) NOT NULL COMMENT '办理时间',
  `phone` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '咨询电话',
  `complaint_phone` varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '监督投诉电话',
  `charged` tinyint(1) NOT NULL DEFAULT 0 COMMENT '是否收费',
  `fee_basis` varchar(1000) NOT NULL DEFAULT '' COMMENT '收费依据',
  `pay_online` tinyint(1) NOT NULL DEFAULT 0 COMMENT '是否支持网上支付',
  `rights` text NOT NULL COMMENT '依法享有的权利',
  `duties` text NOT NULL COMMENT '应当履行的义务',
  `assisted` tinyint(1) NOT NULL DEFAULT 0 COMMENT '是否可以帮办、代办',
  `review_by` date DEFAULT NULL COMMENT '最迟复核日期',
  `owner` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '责任人的登录名',
  `effective_from` date NOT NULL COMMENT '生效日期',
  `effective_to` date DEFAULT NULL COMMENT '失效日期（当天仍有效），空为长期有效',
  `author` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '最后修改人',
  `submitter` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '提交审核的人',
  `lint_errors` int(11) NOT NULL DEFAULT 0 COMMENT '校验错误数，有错误不能发布',
  `lint_warnings` int(11) NOT NULL DEFAULT 0 COMMENT '校验提醒数',
  `score` int(11) NOT NULL DEFAULT 0 COMMENT '质量得分，0 到 100',
  `linted_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '校验规则的版本，规则变了会重新校验',
  `publisher` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '发布人',
  `published_at` datetime(3) DEFAULT NULL COMMENT '发布时间（UTC）',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '发布时全文的 SHA-256，防篡改',
  `successor_id` bigint(20) DEFAULT NULL COMMENT '取代它的版本',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  `slot` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin GENERATED ALWAYS AS (case `status` when 'DRAFT' then 'DRAFT' when 'REVIEW' then 'DRAFT' when 'SCHEDULED' then 'DRAFT' when 'PUBLISHED' then 'LIVE' when 'SUSPENDED' then 'LIVE' else NULL end) STORED COMMENT '占位：每个事项至多一份在改的、一个现行版本',
  PRIMARY KEY (`id`),
  UNIQUE KEY `guide_version_number` (`item_id`,`number`),
  UNIQUE KEY `guide_version_slot` (`item_id`,`slot`),
  KEY `guide_version_status` (`status`,`item_id`),
  KEY `guide_version_successor` (`successor_id`),
  KEY `guide_version_effective_from` (`status`,`effective_from`),
  KEY `guide_version_effective_to` (`status`,`effective_to`),
  KEY `guide_version_review_by` (`status`,`review_by`),
  CONSTRAINT `guide_version_of_item` FOREIGN KEY (`item_id`) REFERENCES `guide_item` (`id`),
  CONSTRAINT `guide_version_successor` FOREIGN KEY (`successor_id`) REFERENCES `guide_version` (`id`),
  CONSTRAINT `guide_version_number_counts` CHECK (`number` > 0),
  CONSTRAINT `guide_version_edits_count` CHECK (`edits` > 0),
  CONSTRAINT `guide_version_succeeded` CHECK (`status` = 'SUPERSEDED' = (`successor_id` is not null)),
  CONSTRAINT `guide_version_published` CHECK (`status` in ('DRAFT','REVIEW') or `publisher` is not null and `published_at` is not null and `digest` is not null),
  CONSTRAINT `guide_version_submitted` CHECK (`status` <> 'REVIEW' or `submitter` is not null),
  CONSTRAINT `guide_version_days` CHECK (`statutory_days` between 0 and 3650 and `promised_days` between 0 and 3650),
  CONSTRAINT `guide_version_visits` CHECK (`visits` between 0 and 99),
  CONSTRAINT `guide_version_lint` CHECK (`lint_errors` >= 0 and `lint_warnings` >= 0 and `score` between 0 and 100),
  CONSTRAINT `guide_version_effective` CHECK (`effective_to` is null or `effective_to` >= `effective_from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='办事指南的各个版本，发布后内容不再改动';

