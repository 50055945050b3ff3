CREATE TABLE identity_roll_import (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '导入到哪个社区',
  unit_id BIGINT NOT NULL COMMENT '哪个单位报送的名单',
  file_name VARCHAR(100) NOT NULL COMMENT '文件名',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PREVIEW 待确认、QUEUED 正在导入、DONE 已导入、DISCARDED 已放弃',
  started_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁上传',
  staff_id BIGINT NOT NULL COMMENT '谁确认导入，0 为尚未确认',
  row_count INT NOT NULL COMMENT '行数',
  job_id BIGINT COMMENT '导入任务',
  created_at DATETIME(3) NOT NULL COMMENT '上传时间（UTC）',
  finished_at DATETIME(3) COMMENT '导入完或放弃的时间（UTC）',
  PRIMARY KEY (id),
  KEY identity_roll_import_community (community_id, id),
  KEY identity_roll_import_status (status, created_at),
  CONSTRAINT identity_roll_import_unit FOREIGN KEY (unit_id) REFERENCES identity_unit (id),
  CONSTRAINT identity_roll_import_status_known CHECK (status IN ('PREVIEW', 'QUEUED', 'DONE', 'DISCARDED')),
  CONSTRAINT identity_roll_import_rows CHECK (row_count BETWEEN 0 AND 5000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '单位名单的导入';

CREATE TABLE identity_roll_row (
  import_id BIGINT NOT NULL COMMENT '导入',
  line INT NOT NULL COMMENT 'Excel 行号',
  shown VARCHAR(100) NOT NULL COMMENT '脱敏的姓名',
  name VARCHAR(512) COLLATE utf8mb4_bin COMMENT '姓名（加密），办完或放弃即删除',
  phone_index CHAR(64) COLLATE utf8mb4_bin COMMENT '手机号盲索引，号码本身不存；办完或放弃即删除',
  outcome VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果：CONFIRM 确认报到、SAME 已在册、WAITING 待本人报到、CHECK 请人工核对、REFUSED 不能导入',
  registration_id BIGINT COMMENT '对上的报到',
  sentence VARCHAR(300) NOT NULL COMMENT '问题和办法',
  waits BOOLEAN NOT NULL COMMENT '是否还没有办',
  PRIMARY KEY (import_id, line),
  CONSTRAINT identity_roll_row_import FOREIGN KEY (import_id) REFERENCES identity_roll_import (id),
  CONSTRAINT identity_roll_row_outcome CHECK (outcome IN ('CONFIRM', 'SAME', 'WAITING', 'CHECK', 'REFUSED')),
  CONSTRAINT identity_roll_row_line CHECK (line >= 1),
  CONSTRAINT identity_roll_row_whole CHECK ((name IS NULL) = (phone_index IS NULL) AND (NOT waits OR name IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '单位名单的每一行';

CREATE TABLE identity_roll_expected (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  unit_id BIGINT NOT NULL COMMENT '单位',
  phone_index CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '手机号盲索引',
  name VARCHAR(512) COLLATE utf8mb4_bin NOT NULL COMMENT '姓名（加密）',
  listed_at DATETIME(3) NOT NULL COMMENT '最近一次列入名单（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY identity_roll_expected_once (community_id, unit_id, phone_index),
  KEY identity_roll_expected_listed (listed_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '单位名单里还没有在本社区报到的人：报到时供社区核对，180 天后删除';

GRANT SELECT, INSERT, UPDATE ON identity_roll_import TO ${service};
GRANT SELECT, INSERT, UPDATE ON identity_roll_row TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_roll_expected TO ${service};
