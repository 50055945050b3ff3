CREATE TABLE kernel_node_start (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT '启动序号，低 10 位作节点号',
  started_at DATETIME(3) NOT NULL COMMENT '启动时间（UTC）',
  PRIMARY KEY (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '服务每次启动领一个节点号，编号因此不重复';

CREATE TABLE kernel_turn (
  actor VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '操作者，如 resident:42',
  PRIMARY KEY (actor)
) DEFAULT CHARSET = utf8mb4 COMMENT = '同一操作者的操作依次进行所用的锁';

CREATE TABLE kernel_idempotency (
  actor VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '操作者',
  operation VARCHAR(200) COLLATE utf8mb4_bin NOT NULL COMMENT '操作',
  idempotency_key VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '客户端为这次操作生成的编号',
  fingerprint CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '提交内容的摘要',
  answer MEDIUMTEXT NOT NULL COMMENT '第一次的答复（加密）',
  created_at DATETIME(3) NOT NULL COMMENT '完成时间（UTC）',
  PRIMARY KEY (actor, operation, idempotency_key),
  KEY kernel_idempotency_created (created_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '已完成操作的编号与答复，重复提交时原样返回';

CREATE TABLE kernel_job (
  id BIGINT NOT NULL COMMENT '编号',
  kind VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '种类',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：RUNNING、DONE、FAILED',
  total INT NOT NULL COMMENT '总步数，0 为未知',
  done INT NOT NULL COMMENT '已完成步数',
  sentence VARCHAR(500) COMMENT '结果说明',
  started_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '发起人',
  created_at DATETIME(3) NOT NULL COMMENT '发起时间（UTC）',
  finished_at DATETIME(3) COMMENT '结束时间（UTC）',
  PRIMARY KEY (id),
  KEY kernel_job_kind (kind, id),
  CONSTRAINT kernel_job_steps CHECK (total >= 0 AND done >= 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '后台任务及进度';

CREATE TABLE kernel_loaded_file (
  name VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '文件名',
  fingerprint CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '内容摘要',
  loaded_at DATETIME(3) NOT NULL COMMENT '导入时间（UTC）',
  PRIMARY KEY (name, fingerprint)
) DEFAULT CHARSET = utf8mb4 COMMENT = '已导入的地区文件';

-- Tables of libraries: their shape is theirs.
CREATE TABLE EVENT_PUBLICATION (
  ID VARCHAR(36) NOT NULL,
  LISTENER_ID VARCHAR(512) NOT NULL,
  EVENT_TYPE VARCHAR(512) NOT NULL,
  SERIALIZED_EVENT VARCHAR(4000) NOT NULL,
  PUBLICATION_DATE TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  COMPLETION_DATE TIMESTAMP(6) DEFAULT NULL NULL,
  STATUS VARCHAR(20),
  COMPLETION_ATTEMPTS INT,
  LAST_RESUBMISSION_DATE TIMESTAMP(6) DEFAULT NULL NULL,
  PRIMARY KEY (ID),
  INDEX EVENT_PUBLICATION_BY_COMPLETION_DATE_IDX (COMPLETION_DATE)
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE scheduled_tasks (
  task_name VARCHAR(100) NOT NULL,
  task_instance VARCHAR(100) NOT NULL,
  task_data BLOB,
  execution_time TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  picked BOOLEAN NOT NULL,
  picked_by VARCHAR(50),
  last_success TIMESTAMP(6) NULL,
  last_failure TIMESTAMP(6) NULL,
  consecutive_failures INT,
  last_heartbeat TIMESTAMP(6) NULL,
  version BIGINT NOT NULL,
  priority SMALLINT,
  PRIMARY KEY (task_name, task_instance),
  INDEX execution_time_idx (execution_time),
  INDEX last_heartbeat_idx (last_heartbeat),
  INDEX priority_execution_time_idx (priority DESC, execution_time ASC)
) DEFAULT CHARSET = utf8mb4;

GRANT SELECT, INSERT ON kernel_node_start TO ${service};
GRANT SELECT, INSERT, UPDATE ON kernel_turn TO ${service};
GRANT SELECT, INSERT, DELETE ON kernel_idempotency TO ${service};
GRANT SELECT, INSERT, UPDATE ON kernel_job TO ${service};
GRANT SELECT, INSERT ON kernel_loaded_file TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON EVENT_PUBLICATION TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO ${service};
