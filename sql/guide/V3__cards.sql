-- 个人办事卡、人生事件清单、指南导入

CREATE TABLE guide_card (
  id BIGINT NOT NULL COMMENT '编号',
  code CHAR(13) COLLATE utf8mb4_bin NOT NULL COMMENT '卡号，64 个随机比特',
  item_id BIGINT NOT NULL COMMENT '事项',
  version_id BIGINT NOT NULL COMMENT '依据的指南版本，以后不变',
  answers VARCHAR(4000) COLLATE utf8mb4_bin NOT NULL COMMENT '情形的回答（JSON，按提问顺序），不含个人信息',
  answers_digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '回答的 SHA-256，同一版本同样的回答只有一张卡',
  created_at DATETIME(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY guide_card_code (code),
  UNIQUE KEY guide_card_answers (version_id, answers_digest),
  KEY guide_card_item (item_id),
  CONSTRAINT guide_card_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '个人办事卡：一份指南按情形算出的材料、费用、地点和时间，可以转发';

CREATE TABLE guide_life_event (
  id BIGINT NOT NULL COMMENT '编号',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '编码，全库唯一',
  cell_id BIGINT NOT NULL COMMENT '适用范围：全区、街道或社区',
  title VARCHAR(40) NOT NULL COMMENT '事件，如生孩子',
  summary VARCHAR(300) NOT NULL COMMENT '一句话说明',
  position INT NOT NULL COMMENT '排列顺序，小的在前',
  shown BOOLEAN NOT NULL COMMENT '居民是否看得到',
  edits INT NOT NULL COMMENT '保存次数，用来发现两人同时修改',
  demonstration BOOLEAN NOT NULL COMMENT '是否演示数据',
  created_at DATETIME(3) NOT NULL COMMENT '创建时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY guide_life_event_code (code),
  KEY guide_life_event_cell (cell_id, id),
  KEY guide_life_event_position (shown, position, id),
  CONSTRAINT guide_life_event_position_counts CHECK (position BETWEEN 0 AND 9999),
  CONSTRAINT guide_life_event_edits_count CHECK (edits > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '人生事件：把要办的几件事按先后列成清单';

CREATE TABLE guide_life_step (
  event_id BIGINT NOT NULL COMMENT '人生事件',
  position INT NOT NULL COMMENT '先后，从 1 起',
  item_id BIGINT NOT NULL COMMENT '要办的事项',
  phrase VARCHAR(200) NOT NULL COMMENT '这件事为什么办、什么时候办',
  PRIMARY KEY (event_id, position),
  UNIQUE KEY guide_life_step_item (event_id, item_id),
  KEY guide_life_step_of (item_id),
  CONSTRAINT guide_life_step_event FOREIGN KEY (event_id) REFERENCES guide_life_event (id),
  CONSTRAINT guide_life_step_of_item FOREIGN KEY (item_id) REFERENCES guide_item (id),
  CONSTRAINT guide_life_step_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '人生事件清单里的一件事';

CREATE TABLE guide_import (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '新事项的适用范围',
  format VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '文件格式：JSON_LINES、EXCEL',
  file_name VARCHAR(200) NOT NULL COMMENT '文件名',
  file_digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '文件的 SHA-256',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PREVIEW 待确认、QUEUED 待导入、DONE 已导入、DISCARDED 已放弃',
  started_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '导入人',
  row_count INT NOT NULL COMMENT '行数',
  job_id BIGINT COMMENT '后台任务',
  created_at DATETIME(3) NOT NULL COMMENT '上传时间（UTC）',
  finished_at DATETIME(3) COMMENT '导入完成或放弃的时间（UTC）',
  PRIMARY KEY (id),
  KEY guide_import_cell (cell_id, id),
  KEY guide_import_status (status, id),
  CONSTRAINT guide_import_rows_count CHECK (row_count > 0),
  CONSTRAINT guide_import_finished CHECK ((status IN ('DONE', 'DISCARDED')) = (finished_at IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '指南的一次导入';

CREATE TABLE guide_import_row (
  import_id BIGINT NOT NULL COMMENT '导入',
  line INT NOT NULL COMMENT '文件中的行号，从 1 起',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '事项编码，空为没有',
  title VARCHAR(100) NOT NULL COMMENT '事项名称',
  outcome VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果：NEW 新建、CHANGED 更新、SAME 没有变化、KEPT 保留同事的修改、REFUSED 不能导入',
  field VARCHAR(200) NOT NULL COMMENT '哪一项有问题，空为没有',
  sentence TEXT NOT NULL COMMENT '问题和办法，空为没有',
  digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '这一行内容的 SHA-256，不能导入的为空',
  content MEDIUMTEXT COMMENT '读出的指南内容（JSON），导入完成后清空',
  PRIMARY KEY (import_id, line),
  KEY guide_import_row_outcome (import_id, outcome, line),
  CONSTRAINT guide_import_row_of FOREIGN KEY (import_id) REFERENCES guide_import (id),
  CONSTRAINT guide_import_row_line CHECK (line > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '导入文件的一行和它的结果';

CREATE TABLE guide_import_mark (
  item_id BIGINT NOT NULL COMMENT '事项',
  digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '上次导入的那一行的 SHA-256',
  version_id BIGINT NOT NULL COMMENT '上次导入写成的版本',
  edits INT NOT NULL COMMENT '写成时的保存次数；之后变了就是同事改过',
  marked_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (item_id),
  CONSTRAINT guide_import_mark_of_item FOREIGN KEY (item_id) REFERENCES guide_item (id),
  CONSTRAINT guide_import_mark_edits CHECK (edits > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '事项上次导入时的样子，用来看来源和同事谁改过';

GRANT SELECT, INSERT ON guide_card TO ${service};
GRANT SELECT, INSERT, UPDATE ON guide_life_event TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_life_step TO ${service};
GRANT SELECT, INSERT, UPDATE ON guide_import TO ${service};
GRANT SELECT, INSERT, UPDATE ON guide_import_row TO ${service};
GRANT SELECT, INSERT, UPDATE ON guide_import_mark TO ${service};
