CREATE TABLE identity_paper_reveal (
  staff_id BIGINT NOT NULL COMMENT '谁打开',
  china_day DATE NOT NULL COMMENT '日期（北京时间）',
  paper VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '哪份写明姓名的证明，如 points-statement:1',
  names INT NOT NULL COMMENT '当时写明几个人的姓名',
  opened_at DATETIME(3) NOT NULL COMMENT '当天第一次打开的时间（UTC）',
  PRIMARY KEY (staff_id, china_day, paper),
  CONSTRAINT identity_paper_reveal_staff FOREIGN KEY (staff_id) REFERENCES identity_staff (id),
  CONSTRAINT identity_paper_reveal_names CHECK (names > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '谁在哪天打开了写明姓名的证明，同一份一天计一次，只增不改';

GRANT SELECT, INSERT ON identity_paper_reveal TO ${service};
