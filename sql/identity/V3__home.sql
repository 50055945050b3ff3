CREATE TABLE identity_home (
  resident_id BIGINT NOT NULL COMMENT '居民',
  building_id BIGINT NOT NULL COMMENT '所住楼栋，只到楼栋，不记单元和户号',
  chosen_at DATETIME(3) NOT NULL COMMENT '居民自己选择的时间（UTC）',
  PRIMARY KEY (resident_id),
  KEY identity_home_building (building_id, resident_id),
  CONSTRAINT identity_home_resident_exists FOREIGN KEY (resident_id) REFERENCES identity_resident (id),
  CONSTRAINT identity_home_building_exists FOREIGN KEY (building_id) REFERENCES grid_cell (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '居民自己选择的住处，撤回同意或注销即删除';

ALTER TABLE identity_consent MODIFY purpose VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '目的：SERVICE 使用服务、PHONE 手机号、HOME 住处（到楼栋）、MEMBERSHIP 党员身份（敏感，单独同意）';

GRANT SELECT, INSERT, UPDATE, DELETE ON identity_home TO ${service};
