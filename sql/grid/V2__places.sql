CREATE TABLE grid_point (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '由哪一级组织管理：区、街道或社区',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '代码，全库唯一',
  name VARCHAR(60) NOT NULL COMMENT '名称',
  level VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '办哪一级的事：DISTRICT 区（含市、省下放的）、SUBDISTRICT 街道、COMMUNITY 社区',
  address VARCHAR(200) NOT NULL COMMENT '地址',
  transit VARCHAR(200) NOT NULL COMMENT '怎么去，空为没有写',
  longitude DECIMAL(9, 6) COMMENT '经度（GCJ-02），空为没有定位',
  latitude DECIMAL(8, 6) COMMENT '纬度（GCJ-02），空为没有定位',
  phone VARCHAR(32) COLLATE utf8mb4_bin NOT NULL COMMENT '电话，空为没有',
  accessibility VARCHAR(200) NOT NULL COMMENT '无障碍设施，空为没有写',
  hours VARCHAR(300) NOT NULL COMMENT '开放时间的规范写法，如 周一至周五 9:00-12:00、13:30-17:00；空为不对外开放',
  assisted BOOLEAN NOT NULL COMMENT '是否上门帮办代办',
  photos VARCHAR(300) COLLATE utf8mb4_bin COMMENT '照片的媒体编号，逗号分隔，空为没有',
  in_use BOOLEAN NOT NULL COMMENT '是否启用',
  edits INT NOT NULL COMMENT '保存次数，用来发现两人同时修改',
  demonstration BOOLEAN NOT NULL COMMENT '是否演示数据',
  created_at DATETIME(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY grid_point_code (code),
  KEY grid_point_cell (cell_id, id),
  CONSTRAINT grid_point_of_cell FOREIGN KEY (cell_id) REFERENCES grid_cell (id),
  CONSTRAINT grid_point_level CHECK (level IN ('DISTRICT', 'SUBDISTRICT', 'COMMUNITY')),
  CONSTRAINT grid_point_position CHECK ((longitude IS NULL) = (latitude IS NULL)),
  CONSTRAINT grid_point_in_china CHECK (longitude IS NULL OR (longitude BETWEEN 73 AND 136 AND latitude BETWEEN 3 AND 54)),
  CONSTRAINT grid_point_edits_count CHECK (edits > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '服务点：居民去办事的地方';

CREATE TABLE grid_counter (
  id BIGINT NOT NULL COMMENT '编号',
  point_id BIGINT NOT NULL COMMENT '服务点',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '代码，服务点内唯一',
  name VARCHAR(40) NOT NULL COMMENT '名称，如 2号窗口',
  handles VARCHAR(200) NOT NULL COMMENT '办什么，一句话',
  general BOOLEAN NOT NULL COMMENT '综合窗口：本级的事都办',
  phone VARCHAR(32) COLLATE utf8mb4_bin NOT NULL COMMENT '电话，空为同服务点',
  hours VARCHAR(300) NOT NULL COMMENT '开放时间的规范写法，空为同服务点',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  in_use BOOLEAN NOT NULL COMMENT '是否启用',
  PRIMARY KEY (id),
  UNIQUE KEY grid_counter_code (point_id, code),
  CONSTRAINT grid_counter_of_point FOREIGN KEY (point_id) REFERENCES grid_point (id),
  CONSTRAINT grid_counter_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '服务点的窗口';

CREATE TABLE grid_coverage (
  point_id BIGINT NOT NULL COMMENT '服务点',
  cell_id BIGINT NOT NULL COMMENT '这个组织或网格及其下级都归它服务',
  PRIMARY KEY (point_id, cell_id),
  KEY grid_coverage_cell (cell_id),
  CONSTRAINT grid_coverage_of_point FOREIGN KEY (point_id) REFERENCES grid_point (id),
  CONSTRAINT grid_coverage_of_cell FOREIGN KEY (cell_id) REFERENCES grid_cell (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '服务点专门服务的范围；没有写的服务点服务所属组织的全部范围';

CREATE TABLE grid_closure (
  id BIGINT NOT NULL COMMENT '编号',
  point_id BIGINT NOT NULL COMMENT '服务点',
  counter_id BIGINT COMMENT '窗口，空为整个服务点',
  opens BOOLEAN NOT NULL COMMENT '真为临时开放，假为临时关闭',
  from_day DATE NOT NULL COMMENT '第一天（北京时间）',
  to_day DATE NOT NULL COMMENT '最后一天（北京时间）',
  from_minute INT COMMENT '每天从零点起第几分钟开始，空为全天',
  to_minute INT COMMENT '每天从零点起第几分钟结束，大于 1440 为次日，空为全天',
  reason VARCHAR(100) NOT NULL COMMENT '原因，居民看得到',
  author VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '登记人',
  created_at DATETIME(3) NOT NULL COMMENT '登记时间（UTC）',
  withdrawn_at DATETIME(3) COMMENT '撤回时间（UTC），空为有效',
  PRIMARY KEY (id),
  KEY grid_closure_point (point_id, to_day),
  CONSTRAINT grid_closure_of_point FOREIGN KEY (point_id) REFERENCES grid_point (id),
  CONSTRAINT grid_closure_of_counter FOREIGN KEY (counter_id) REFERENCES grid_counter (id),
  CONSTRAINT grid_closure_days CHECK (to_day >= from_day),
  CONSTRAINT grid_closure_minutes CHECK ((from_minute IS NULL AND to_minute IS NULL) OR (from_minute BETWEEN 0 AND 1439 AND to_minute > from_minute AND to_minute - from_minute <= 1440)),
  CONSTRAINT grid_closure_opening CHECK (NOT opens OR from_minute IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COMMENT = '临时关闭与临时开放';

CREATE TABLE grid_calendar_year (
  year INT NOT NULL COMMENT '年份',
  source VARCHAR(200) NOT NULL COMMENT '依据，如通知的文号',
  provisional BOOLEAN NOT NULL COMMENT '暂定：国务院办公厅的通知还没有发布',
  edits INT NOT NULL COMMENT '导入次数，用来发现两人同时导入',
  author VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '导入人',
  imported_at DATETIME(3) NOT NULL COMMENT '导入时间（UTC）',
  PRIMARY KEY (year),
  CONSTRAINT grid_calendar_year_range CHECK (year BETWEEN 2020 AND 2100),
  CONSTRAINT grid_calendar_year_edits CHECK (edits > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '工作日历的年份';

CREATE TABLE grid_calendar_day (
  day DATE NOT NULL COMMENT '日期（北京时间）',
  year INT NOT NULL COMMENT '随哪一年的安排导入',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT 'HOLIDAY 放假、ADJUSTED_WORKING 调休上班',
  name VARCHAR(20) NOT NULL COMMENT '节日名称，如 春节',
  PRIMARY KEY (day),
  KEY grid_calendar_day_year (year),
  CONSTRAINT grid_calendar_day_of_year FOREIGN KEY (year) REFERENCES grid_calendar_year (year),
  CONSTRAINT grid_calendar_day_kind CHECK (kind IN ('HOLIDAY', 'ADJUSTED_WORKING')),
  CONSTRAINT grid_calendar_day_in_year CHECK (YEAR(day) BETWEEN year - 1 AND year + 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '与平常周几不同的日子：放假和调休上班';

CREATE TABLE grid_estate (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '代码，全库唯一',
  name VARCHAR(60) NOT NULL COMMENT '小区名称',
  aliases VARCHAR(200) NOT NULL COMMENT '居民的其他叫法，用顿号分隔，空为没有',
  address VARCHAR(200) NOT NULL COMMENT '地址，空为没有写',
  demonstration BOOLEAN NOT NULL COMMENT '是否演示数据',
  PRIMARY KEY (id),
  UNIQUE KEY grid_estate_code (code),
  KEY grid_estate_community (community_id, id),
  CONSTRAINT grid_estate_of_community FOREIGN KEY (community_id) REFERENCES grid_cell (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '小区：居民说得出名字的住处';

CREATE TABLE grid_estate_building (
  building_id BIGINT NOT NULL COMMENT '楼栋',
  estate_id BIGINT NOT NULL COMMENT '小区',
  PRIMARY KEY (building_id),
  KEY grid_estate_building_estate (estate_id),
  CONSTRAINT grid_estate_building_cell FOREIGN KEY (building_id) REFERENCES grid_cell (id),
  CONSTRAINT grid_estate_building_of_estate FOREIGN KEY (estate_id) REFERENCES grid_estate (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '小区里的楼栋';

GRANT SELECT, INSERT, UPDATE ON grid_point TO ${service};
GRANT SELECT, INSERT, UPDATE ON grid_counter TO ${service};
GRANT SELECT, INSERT, DELETE ON grid_coverage TO ${service};
GRANT SELECT, INSERT, UPDATE ON grid_closure TO ${service};
GRANT SELECT, INSERT, UPDATE ON grid_calendar_year TO ${service};
GRANT SELECT, INSERT, DELETE ON grid_calendar_day TO ${service};
GRANT SELECT, INSERT, UPDATE ON grid_estate TO ${service};
GRANT SELECT, INSERT ON grid_estate_building TO ${service};
