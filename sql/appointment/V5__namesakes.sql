-- 没有电话又同名的人：同一社区里由工作人员区分，不同社区不再当成一个人。已有的预约照旧，选“同一人”时沿用。
CREATE TABLE appointment_namesake (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '哪个社区（街道、区的服务点为该单位）',
  name_index CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '姓名的盲索引',
  person_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '办事人，盲索引',
  apart VARCHAR(255) COLLATE utf8mb4_bin NOT NULL COMMENT '怎么区分（加密），工作人员写的',
  created_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁区分的',
  created_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY appointment_namesake_person (person_key),
  KEY appointment_namesake_name (community_id, name_index, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '没有电话、与别人同名的人，各凭什么区分';

GRANT SELECT, INSERT ON appointment_namesake TO ${service};
