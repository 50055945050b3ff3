ALTER TABLE points_statement
  ADD COLUMN named BOOLEAN NOT NULL DEFAULT FALSE COMMENT '是否写明姓名和单位：个人的由本人要求，单位的只写同意给单位看的人',
  ADD COLUMN unit VARCHAR(1024) COLLATE utf8mb4_bin COMMENT '个人证明写明的工作单位（加密），没有则为空' AFTER holder,
  ADD COLUMN unit_id BIGINT COMMENT '单位证明是哪个单位的；此前按单位名称出具的为空',
  ADD CONSTRAINT points_statement_unit CHECK (unit_id IS NULL OR kind = 'UNIT');

CREATE TABLE points_statement_person (
  statement_id BIGINT NOT NULL COMMENT '单位证明',
  line INT NOT NULL COMMENT '证明上的第几行，从 0 起',
  resident_id BIGINT NOT NULL COMMENT '这一行是谁（居民编号）',
  name VARCHAR(512) COLLATE utf8mb4_bin COMMENT '姓名（加密），注销后为空',
  PRIMARY KEY (statement_id, line),
  KEY points_statement_person_of (resident_id),
  CONSTRAINT points_statement_person_line CHECK (line >= 0),
  CONSTRAINT points_statement_person_statement FOREIGN KEY (statement_id) REFERENCES points_statement (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '单位证明上写明姓名的人：本人撤回同意后页面不再显示';

GRANT SELECT, INSERT, UPDATE ON points_statement_person TO ${service};
