CREATE TABLE `grid_calendar_day` (
  `day` date NOT NULL COMMENT '日期（北京时间）',
  `year` int(11) NOT NULL COMMENT '随哪一年的安排导入',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'HOLIDAY 放假、ADJUSTED_WORKING 调休上班',
  `name` varchar(20) NOT NULL COMMENT '节日名称，如 春节',
  PRIMARY KEY (`day`),
  KEY `grid_calendar_day_year` (`year`),
  CONSTRAINT `grid_calendar_day_of_year` FOREIGN KEY (`year`) REFERENCES `grid_calendar_year` (`year`),
  CONSTRAINT `grid_calendar_day_kind` CHECK (`kind` in ('HOLIDAY','ADJUSTED_WORKING')),
  CONSTRAINT `grid_calendar_day_in_year` CHECK (year(`day`) between `year` - 1 and `year` + 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='与平常周几不同的日子：放假和调休上班';

CREATE TABLE `grid_calendar_year` (
  `year` int(11) NOT NULL COMMENT '年份',
  `source` varchar(200) NOT NULL COMMENT '依据，如通知的文号',
  `provisional` tinyint(1) NOT NULL COMMENT '暂定：国务院办公厅的通知还没有发布',
  `edits` int(11) NOT NULL COMMENT '导入次数，用来发现两人同时导入',
  `author` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '导入人',
  `imported_at` datetime(3) NOT NULL COMMENT '导入时间（UTC）',
  PRIMARY KEY (`year`),
  CONSTRAINT `grid_calendar_year_range` CHECK (`year` between 2020 and 2100),
  CONSTRAINT `grid_calendar_year_edits` CHECK (`edits` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='工作日历的年份';

CREATE TABLE `grid_cell` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `parent_id` bigint(20) DEFAULT NULL COMMENT '上级',
  `kind` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '层级：DISTRICT 区、SUBDISTRICT 街道、COMMUNITY 社区、GRID 网格、MICRO_GRID 微网格、BUILDING 楼栋、HOUSEHOLD 户',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '代码，全库唯一',
  `name` varchar(100) NOT NULL COMMENT '名称',
  `path` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '从根到本级的编号路径，如 /1/5/',
  `depth` int(11) NOT NULL COMMENT '深度，根为 1',
  `phone` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '对外服务电话',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示数据',
  `valid_from` date NOT NULL COMMENT '启用日期',
  `valid_to` date DEFAULT NULL COMMENT '停用日期，空为至今',
  PRIMARY KEY (`id`),
  UNIQUE KEY `grid_cell_code` (`code`),
  KEY `grid_cell_path` (`path`),
  KEY `grid_cell_parent` (`parent_id`),
  CONSTRAINT `grid_cell_parent_exists` FOREIGN KEY (`parent_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `grid_cell_depth` CHECK (`depth` between 1 and 12),
  CONSTRAINT `grid_cell_term` CHECK (`valid_to` is null or `valid_to` >= `valid_from`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='组织与网格：区、街道、社区、网格、微网格、楼栋、户';

CREATE TABLE `grid_closure` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `point_id` bigint(20) NOT NULL COMMENT '服务点',
  `counter_id` bigint(20) DEFAULT NULL COMMENT '窗口，空为整个服务点',
  `opens` tinyint(1) NOT NULL COMMENT '真为临时开放，假为临时关闭',
  `from_day` date NOT NULL COMMENT '第一天（北京时间）',
  `to_day` date NOT NULL COMMENT '最后一天（北京时间）',
  `from_minute` int(11) DEFAULT NULL COMMENT '每天从零点起第几分钟开始，空为全天',
  `to_minute` int(11) DEFAULT NULL COMMENT '每天从零点起第几分钟结束，大于 1440 为次日，空为全天',
  `reason` varchar(100) NOT NULL COMMENT '原因，居民看得到',
  `author` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '登记人',
  `created_at` datetime(3) NOT NULL COMMENT '登记时间（UTC）',
  `withdrawn_at` datetime(3) DEFAULT NULL COMMENT '撤回时间（UTC），空为有效',
  PRIMARY KEY (`id`),
  KEY `grid_closure_point` (`point_id`,`to_day`),
  KEY `grid_closure_of_counter` (`counter_id`),
  CONSTRAINT `grid_closure_of_counter` FOREIGN KEY (`counter_id`) REFERENCES `grid_counter` (`id`),
  CONSTRAINT `grid_closure_of_point` FOREIGN KEY (`point_id`) REFERENCES `grid_point` (`id`),
  CONSTRAINT `grid_closure_days` CHECK (`to_day` >= `from_day`),
  CONSTRAINT `grid_closure_minutes` CHECK (`from_minute` is null and `to_minute` is null or `from_minute` between 0 and 1439 and `to_minute` > `from_minute` and `to_minute` - `from_minute` <= 1440),
  CONSTRAINT `grid_closure_opening` CHECK (`opens` = 0 or `from_minute` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='临时关闭与临时开放';

CREATE TABLE `grid_counter` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `point_id` bigint(20) NOT NULL COMMENT '服务点',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '代码，服务点内唯一',
  `name` varchar(40) NOT NULL COMMENT '名称，如 2号窗口',
  `handles` varchar(200) NOT NULL COMMENT '办什么，一句话',
  `general` tinyint(1) NOT NULL COMMENT '综合窗口：本级的事都办',
  `phone` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '电话，空为同服务点',
  `hours` varchar(300) NOT NULL COMMENT '开放时间的规范写法，空为同服务点',
  `position` int(11) NOT NULL COMMENT '顺序，从 1 起',
  `in_use` tinyint(1) NOT NULL COMMENT '是否启用',
  PRIMARY KEY (`id`),
  UNIQUE KEY `grid_counter_code` (`point_id`,`code`),
  CONSTRAINT `grid_counter_of_point` FOREIGN KEY (`point_id`) REFERENCES `grid_point` (`id`),
  CONSTRAINT `grid_counter_position_counts` CHECK (`position` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='服务点的窗口';

CREATE TABLE `grid_coverage` (
  `point_id` bigint(20) NOT NULL COMMENT '服务点',
  `cell_id` bigint(20) NOT NULL COMMENT '这个组织或网格及其下级都归它服务',
  PRIMARY KEY (`point_id`,`cell_id`),
  KEY `grid_coverage_cell` (`cell_id`),
  CONSTRAINT `grid_coverage_of_cell` FOREIGN KEY (`cell_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `grid_coverage_of_point` FOREIGN KEY (`point_id`) REFERENCES `grid_point` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='服务点专门服务的范围；没有写的服务点服务所属组织的全部范围';

CREATE TABLE `grid_estate` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `community_id` bigint(20) NOT NULL COMMENT '社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '代码，全库唯一',
  `name` varchar(60) NOT NULL COMMENT '小区名称',
  `aliases` varchar(200) NOT NULL COMMENT '居民的其他叫法，用顿号分隔，空为没有',
  `address` varchar(200) NOT NULL COMMENT '地址，空为没有写',
  `edits` int(11) NOT NULL DEFAULT 1 COMMENT '保存次数，用来发现两人同时修改',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示数据',
  PRIMARY KEY (`id`),
  UNIQUE KEY `grid_estate_code` (`code`),
  UNIQUE KEY `grid_estate_name` (`community_id`,`name`),
  KEY `grid_estate_community` (`community_id`,`id`),
  CONSTRAINT `grid_estate_of_community` FOREIGN KEY (`community_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `grid_estate_edits_count` CHECK (`edits` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='小区：居民说得出名字的住处';

CREATE TABLE `grid_estate_building` (
  `building_id` bigint(20) NOT NULL COMMENT '楼栋',
  `estate_id` bigint(20) NOT NULL COMMENT '小区',
  PRIMARY KEY (`building_id`),
  KEY `grid_estate_building_estate` (`estate_id`),
  CONSTRAINT `grid_estate_building_cell` FOREIGN KEY (`building_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `grid_estate_building_of_estate` FOREIGN KEY (`estate_id`) REFERENCES `grid_estate` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='小区里的楼栋';

CREATE TABLE `grid_point` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `cell_id` bigint(20) NOT NULL COMMENT '由哪一级组织管理：区、街道或社区',
  `code` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '代码，全库唯一',
  `name` varchar(60) NOT NULL COMMENT '名称',
  `level` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '办哪一级的事：DISTRICT 区（含市、省下放的）、SUBDISTRICT 街道、COMMUNITY 社区',
  `address` varchar(200) NOT NULL COMMENT '地址',
  `transit` varchar(200) NOT NULL COMMENT '怎么去，空为没有写',
  `longitude` decimal(9,6) DEFAULT NULL COMMENT '经度（GCJ-02），空为没有定位',
  `latitude` decimal(8,6) DEFAULT NULL COMMENT '纬度（GCJ-02），空为没有定位',
  `phone` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '电话，空为没有',
  `accessibility` varchar(200) NOT NULL COMMENT '无障碍设施，空为没有写',
  `hours` varchar(300) NOT NULL COMMENT '开放时间的规范写法，如 周一至周五 9:00-12:00、13:30-17:00；空为不对外开放',
  `assisted` tinyint(1) NOT NULL COMMENT '是否上门帮办代办',
  `photos` varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '照片的媒体编号，逗号分隔，空为没有',
  `in_use` tinyint(1) NOT NULL COMMENT '是否启用',
  `edits` int(11) NOT NULL COMMENT '保存次数，用来发现两人同时修改',
  `demonstration` tinyint(1) NOT NULL COMMENT '是否演示数据',
  `created_at` datetime(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (`id`),
  UNIQUE KEY `grid_point_code` (`code`),
  KEY `grid_point_cell` (`cell_id`,`id`),
  CONSTRAINT `grid_point_of_cell` FOREIGN KEY (`cell_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `grid_point_level` CHECK (`level` in ('DISTRICT','SUBDISTRICT','COMMUNITY')),
  CONSTRAINT `grid_point_position` CHECK (`longitude` is null = (`latitude` is null)),
  CONSTRAINT `grid_point_in_china` CHECK (`longitude` is null or `longitude` between 73 and 136 and `latitude` between 3 and 54),
  CONSTRAINT `grid_point_edits_count` CHECK (`edits` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='服务点：居民去办事的地方';

