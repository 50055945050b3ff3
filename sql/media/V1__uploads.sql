CREATE TABLE media_upload (
  id BIGINT NOT NULL COMMENT '编号，不重复使用',
  owner VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁上传的，如 resident:编号、staff:编号',
  purpose VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '用途：SERVICE_POINT 服务点照片、FEEDBACK 投诉建议的照片',
  cell_id BIGINT NOT NULL COMMENT '所属组织：社区，或服务点所属的街道、区',
  format VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '保存的格式：JPEG、PNG',
  width INT NOT NULL COMMENT '宽（像素）',
  height INT NOT NULL COMMENT '高（像素）',
  bytes BIGINT NOT NULL COMMENT '大小（字节）',
  digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '文件的 SHA-256',
  location CHAR(32) COLLATE utf8mb4_bin NOT NULL COMMENT '文件名，随机生成',
  verdict VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结论：PENDING 待检查、REVIEW 待人工、PASSED 通过、REFUSED 不通过',
  used_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '用在哪里，如 point:编号，空为还没有用',
  attempts INT NOT NULL COMMENT '请微信检查过几次',
  next_check_at DATETIME(3) COMMENT '下次请微信检查的时间（UTC），空为不再检查',
  created_at DATETIME(3) NOT NULL COMMENT '上传时间（UTC）',
  judged_at DATETIME(3) COMMENT '得出现在结论的时间（UTC），空为待检查',
  PRIMARY KEY (id),
  UNIQUE KEY media_upload_location (location),
  KEY media_upload_owner (owner, id),
  KEY media_upload_queue (verdict, cell_id, id),
  KEY media_upload_check (next_check_at),
  KEY media_upload_used (used_by, id),
  CONSTRAINT media_upload_of_cell FOREIGN KEY (cell_id) REFERENCES grid_cell (id),
  CONSTRAINT media_upload_format CHECK (format IN ('JPEG', 'PNG')),
  CONSTRAINT media_upload_size CHECK (width BETWEEN 1 AND 16384 AND height BETWEEN 1 AND 16384 AND bytes BETWEEN 1 AND 33554432),
  CONSTRAINT media_upload_verdict CHECK (verdict IN ('PENDING', 'REVIEW', 'PASSED', 'REFUSED')),
  CONSTRAINT media_upload_attempts CHECK (attempts >= 0),
  CONSTRAINT media_upload_judged CHECK ((verdict = 'PENDING') = (judged_at IS NULL)),
  CONSTRAINT media_upload_checked CHECK (next_check_at IS NULL OR verdict = 'PENDING')
) DEFAULT CHARSET = utf8mb4 COMMENT = '上传的图片；文件在图片目录里';

CREATE TABLE media_move (
  id BIGINT NOT NULL COMMENT '编号',
  upload_id BIGINT NOT NULL COMMENT '图片',
  from_verdict VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原结论，空为新上传',
  to_verdict VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '新结论',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁：居民、工作人员或 system',
  reason VARCHAR(200) NOT NULL COMMENT '原因，没有则为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY media_move_upload (upload_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '图片结论的每次变化，随图片一起删除';

CREATE TABLE media_check (
  trace_id VARCHAR(128) COLLATE utf8mb4_bin NOT NULL COMMENT '微信给的检查编号',
  upload_id BIGINT COMMENT '图片；空为结果先到、编号后到',
  asked_at DATETIME(3) COMMENT '提交检查的时间（UTC）',
  suggestion VARCHAR(24) COLLATE utf8mb4_bin COMMENT '结果：PASS、REVIEW、RISKY、FAILED 检查不了，空为还没有',
  label VARCHAR(16) COLLATE utf8mb4_bin NOT NULL COMMENT '微信的分类编号，空为还没有',
  answered_at DATETIME(3) COMMENT '收到结果的时间（UTC）',
  known_at DATETIME(3) NOT NULL COMMENT '第一次知道它的时间（UTC）',
  PRIMARY KEY (trace_id),
  KEY media_check_upload (upload_id),
  KEY media_check_known (known_at),
  CONSTRAINT media_check_answered CHECK ((suggestion IS NULL) = (answered_at IS NULL)),
  CONSTRAINT media_check_asked CHECK ((upload_id IS NULL) = (asked_at IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '请微信检查图片的每一次，按检查编号只算一次';

CREATE TABLE media_quota (
  owner VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  files INT NOT NULL COMMENT '现有几张',
  bytes BIGINT NOT NULL COMMENT '现有多少字节',
  day DATE NOT NULL COMMENT '最近上传的日期（北京时间）',
  day_files INT NOT NULL COMMENT '那一天上传了几张',
  PRIMARY KEY (owner),
  CONSTRAINT media_quota_files CHECK (files >= 0),
  CONSTRAINT media_quota_bytes CHECK (bytes >= 0),
  CONSTRAINT media_quota_day_files CHECK (day_files >= 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每人现有图片的合计，用来限量';

GRANT SELECT, INSERT, UPDATE, DELETE ON media_upload TO ${service};
GRANT SELECT, INSERT, DELETE ON media_move TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON media_check TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON media_quota TO ${service};
