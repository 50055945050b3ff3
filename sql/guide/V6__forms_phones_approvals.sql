-- 电话拨打记录、空表样表、报错的照片、同义词由两人定

CREATE TABLE guide_phone_check (
  id BIGINT NOT NULL COMMENT '编号',
  number VARCHAR(32) COLLATE utf8mb4_bin NOT NULL COMMENT '电话，只有数字，分机接在后面',
  cell_id BIGINT NOT NULL COMMENT '为哪里的指南或服务点打的；对本级和下级的指南算数',
  thing VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '为什么打的：guide:编号、point:编号',
  reached BOOLEAN NOT NULL COMMENT '是否打通',
  actor VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁打的',
  checked_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY guide_phone_check_number (number, cell_id, id),
  CONSTRAINT guide_phone_check_of_cell FOREIGN KEY (cell_id) REFERENCES grid_cell (id),
  CONSTRAINT guide_phone_check_digits CHECK (number <> '')
) DEFAULT CHARSET = utf8mb4 COMMENT = '工作人员试打电话的记录，只增不改；同一电话以最近一次为准';

CREATE TABLE guide_form (
  id BIGINT NOT NULL COMMENT '编号',
  code CHAR(13) COLLATE utf8mb4_bin NOT NULL COMMENT '地址 /forms/ 后面的代码，64 个随机比特',
  item_id BIGINT NOT NULL COMMENT '事项',
  document VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '材料在指南里的短名',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT 'BLANK 空白表格、SAMPLE 填好的样表',
  media_id BIGINT NOT NULL COMMENT '文件（media_upload）',
  uploaded_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '上传人',
  uploaded_at DATETIME(3) NOT NULL COMMENT '上传时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY guide_form_code (code),
  UNIQUE KEY guide_form_media (media_id),
  KEY guide_form_item (item_id, id),
  KEY guide_form_uploaded (uploaded_at),
  CONSTRAINT guide_form_of_item FOREIGN KEY (item_id) REFERENCES guide_item (id),
  CONSTRAINT guide_form_kind CHECK (kind IN ('BLANK', 'SAMPLE'))
) DEFAULT CHARSET = utf8mb4 COMMENT = '上传的空白表格和样表；指南版本用地址引用它，发布了居民才能下载';

ALTER TABLE guide_report
  ADD COLUMN photo_id BIGINT COMMENT '居民拍的照片（media_upload），空为没有' AFTER content;

ALTER TABLE guide_synonym
  ADD COLUMN approver VARCHAR(64) COLLATE utf8mb4_bin COMMENT '同意生效的人，不能是提出人；空为还没有' AFTER effects;

-- 这条规矩之前生效的，没有记下是谁同意的。
UPDATE guide_synonym SET approver = 'system:before-v6' WHERE live_at IS NOT NULL;

ALTER TABLE guide_synonym
  ADD CONSTRAINT guide_synonym_four_eyes CHECK (approver <> author),
  ADD CONSTRAINT guide_synonym_approved CHECK ((live_at IS NULL) = (approver IS NULL));

GRANT SELECT, INSERT ON guide_phone_check TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_form TO ${service};
