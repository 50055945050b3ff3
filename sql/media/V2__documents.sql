-- PDF 文件：办事指南的空白表格和样表

ALTER TABLE media_upload
  MODIFY COLUMN purpose VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '用途：SERVICE_POINT 服务点照片、FEEDBACK 投诉建议的照片、GUIDE_FORM 指南的空表样表、GUIDE_REPORT 信息不对的照片',
  MODIFY COLUMN format VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '保存的格式：JPEG、PNG、PDF',
  MODIFY COLUMN width INT NOT NULL COMMENT '宽（像素；PDF 为第一页的点数）',
  MODIFY COLUMN height INT NOT NULL COMMENT '高（像素；PDF 为第一页的点数）',
  ADD COLUMN pages INT COMMENT 'PDF 的页数，图片为空' AFTER height;
ALTER TABLE media_upload
  DROP CONSTRAINT media_upload_format,
  ADD CONSTRAINT media_upload_format CHECK (format IN ('JPEG', 'PNG', 'PDF')),
  ADD CONSTRAINT media_upload_pages CHECK ((format = 'PDF') = (pages IS NOT NULL)),
  ADD CONSTRAINT media_upload_pages_count CHECK (pages BETWEEN 1 AND 100);
