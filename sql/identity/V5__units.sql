CREATE TABLE identity_unit (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '归口的组织：该组织的管理员维护它',
  name VARCHAR(100) COLLATE utf8mb4_bin NOT NULL COMMENT '单位名称（NFKC）',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：ACTIVE 使用中、ENDED 已停用',
  created_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁建立',
  created_at DATETIME(3) NOT NULL COMMENT '建立时间（UTC）',
  ended_at DATETIME(3) COMMENT '停用时间（UTC）',
  live_name VARCHAR(100) COLLATE utf8mb4_bin GENERATED ALWAYS AS (CASE WHEN status = 'ACTIVE' THEN name END) STORED COMMENT '使用中的单位名称，同一组织下不重',
  PRIMARY KEY (id),
  UNIQUE KEY identity_unit_name (cell_id, live_name),
  KEY identity_unit_live (live_name, id),
  CONSTRAINT identity_unit_cell_exists FOREIGN KEY (cell_id) REFERENCES grid_cell (id),
  CONSTRAINT identity_unit_status CHECK (status IN ('ACTIVE', 'ENDED') AND (status = 'ENDED') = (ended_at IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '在职党员所在的单位';

CREATE TABLE identity_unit_staff (
  unit_id BIGINT NOT NULL COMMENT '单位',
  staff_id BIGINT NOT NULL COMMENT '该单位的组织人员（有“单位组织人员”岗位才能看）',
  proof CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '本行的 HMAC-SM3，直接改库指派无效',
  linked_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁指派',
  linked_at DATETIME(3) NOT NULL COMMENT '指派时间（UTC）',
  PRIMARY KEY (unit_id, staff_id),
  KEY identity_unit_staff_of (staff_id),
  CONSTRAINT identity_unit_staff_unit FOREIGN KEY (unit_id) REFERENCES identity_unit (id),
  CONSTRAINT identity_unit_staff_staff FOREIGN KEY (staff_id) REFERENCES identity_staff (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '单位的组织人员';

CREATE TABLE identity_unit_share (
  id BIGINT NOT NULL COMMENT '编号',
  resident_id BIGINT NOT NULL COMMENT '同意的党员',
  unit_id BIGINT NOT NULL COMMENT '同意给哪个单位看',
  detail VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '看到多细：REGISTRATION 报到情况、TOTALS 加每年时长和考评分、WORKS 再加每次服务',
  notice_version VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '当时的隐私告知版本',
  given_at DATETIME(3) NOT NULL COMMENT '同意时间（UTC）',
  withdrawn_at DATETIME(3) COMMENT '撤回、改选或单位停用的时间（UTC）',
  open_resident_id BIGINT GENERATED ALWAYS AS (CASE WHEN withdrawn_at IS NULL THEN resident_id END) STORED COMMENT '有效时为居民编号，保证一人只同意一个单位',
  open_unit_id BIGINT GENERATED ALWAYS AS (CASE WHEN withdrawn_at IS NULL THEN unit_id END) STORED COMMENT '有效时为单位编号',
  PRIMARY KEY (id),
  UNIQUE KEY identity_unit_share_open (open_resident_id),
  KEY identity_unit_share_of_unit (open_unit_id, id),
  KEY identity_unit_share_of_resident (resident_id, id),
  CONSTRAINT identity_unit_share_resident FOREIGN KEY (resident_id) REFERENCES identity_resident (id),
  CONSTRAINT identity_unit_share_unit FOREIGN KEY (unit_id) REFERENCES identity_unit (id),
  CONSTRAINT identity_unit_share_detail CHECK (detail IN ('REGISTRATION', 'TOTALS', 'WORKS')),
  CONSTRAINT identity_unit_share_term CHECK (withdrawn_at IS NULL OR withdrawn_at >= given_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '党员同意本单位看什么：没有有效的一行，单位什么也看不到';

ALTER TABLE identity_consent MODIFY purpose VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '目的：SERVICE 使用服务、PHONE 手机号、HOME 住处（到楼栋）、MEMBERSHIP 党员身份（敏感，单独同意）、UNIT 向所在单位提供（单独同意）';

GRANT SELECT, INSERT, UPDATE ON identity_unit TO ${service};
GRANT SELECT, INSERT, DELETE ON identity_unit_staff TO ${service};
GRANT SELECT, INSERT, UPDATE ON identity_unit_share TO ${service};
