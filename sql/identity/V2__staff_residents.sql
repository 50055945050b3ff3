CREATE TABLE identity_staff_resident (
  staff_id BIGINT NOT NULL COMMENT '工作人员',
  resident_id BIGINT NOT NULL COMMENT '其本人的居民账号',
  linked_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁记下的',
  linked_at DATETIME(3) NOT NULL COMMENT '记下的时间（UTC）',
  PRIMARY KEY (staff_id),
  KEY identity_staff_resident_resident (resident_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '工作人员本人的居民账号，用于本人的事由他人核实';

GRANT SELECT, INSERT, UPDATE ON identity_staff_resident TO ${service};
