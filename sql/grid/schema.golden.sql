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

