CREATE TABLE grid_cell (
  id BIGINT NOT NULL COMMENT '编号',
  parent_id BIGINT COMMENT '上级',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '层级：DISTRICT 区、SUBDISTRICT 街道、COMMUNITY 社区、GRID 网格、MICRO_GRID 微网格、BUILDING 楼栋、HOUSEHOLD 户',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '代码，全库唯一',
  name VARCHAR(100) NOT NULL COMMENT '名称',
  path VARCHAR(255) COLLATE utf8mb4_bin NOT NULL COMMENT '从根到本级的编号路径，如 /1/5/',
  depth INT NOT NULL COMMENT '深度，根为 1',
  phone VARCHAR(32) COLLATE utf8mb4_bin COMMENT '对外服务电话',
  demonstration BOOLEAN NOT NULL COMMENT '是否演示数据',
  valid_from DATE NOT NULL COMMENT '启用日期',
  valid_to DATE COMMENT '停用日期，空为至今',
  PRIMARY KEY (id),
  UNIQUE KEY grid_cell_code (code),
  KEY grid_cell_path (path),
  KEY grid_cell_parent (parent_id),
  CONSTRAINT grid_cell_parent_exists FOREIGN KEY (parent_id) REFERENCES grid_cell (id),
  CONSTRAINT grid_cell_depth CHECK (depth BETWEEN 1 AND 12),
  CONSTRAINT grid_cell_term CHECK (valid_to IS NULL OR valid_to >= valid_from)
) DEFAULT CHARSET = utf8mb4 COMMENT = '组织与网格：区、街道、社区、网格、微网格、楼栋、户';

GRANT SELECT, INSERT, UPDATE ON grid_cell TO ${service};
