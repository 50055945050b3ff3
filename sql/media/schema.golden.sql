CREATE TABLE `media_check` (
  `trace_id` varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '微信给的检查编号',
  `upload_id` bigint(20) DEFAULT NULL COMMENT '图片；空为结果先到、编号后到',
  `asked_at` datetime(3) DEFAULT NULL COMMENT '提交检查的时间（UTC）',
  `suggestion` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '结果：PASS、REVIEW、RISKY、FAILED 检查不了，空为还没有',
  `label` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '微信的分类编号，空为还没有',
  `answered_at` datetime(3) DEFAULT NULL COMMENT '收到结果的时间（UTC）',
  `known_at` datetime(3) NOT NULL COMMENT '第一次知道它的时间（UTC）',
  PRIMARY KEY (`trace_id`),
  KEY `media_check_upload` (`upload_id`),
  KEY `media_check_known` (`known_at`),
  CONSTRAINT `media_check_answered` CHECK (`suggestion` is null = (`answered_at` is null)),
  CONSTRAINT `media_check_asked` CHECK (`upload_id` is null = (`asked_at` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='请微信检查图片的每一次，按检查编号只算一次';

CREATE TABLE `media_move` (
  `id` bigint(20) NOT NULL COMMENT '编号',
  `upload_id` bigint(20) NOT NULL COMMENT '图片',
  `from_verdict` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '原结论，空为新上传',
  `to_verdict` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '新结论',
  `moved_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁：居民、工作人员或 system',
  `reason` varchar(200) NOT NULL COMMENT '原因，没有则为空字符串',
  `moved_at` datetime(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (`id`),
  KEY `media_move_upload` (`upload_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='图片结论的每次变化，随图片一起删除';

CREATE TABLE `media_quota` (
  `owner` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  `files` int(11) NOT NULL COMMENT '现有几张',
  `bytes` bigint(20) NOT NULL COMMENT '现有多少字节',
  `day` date NOT NULL COMMENT '最近上传的日期（北京时间）',
  `day_files` int(11) NOT NULL COMMENT '那一天上传了几张',
  PRIMARY KEY (`owner`),
  CONSTRAINT `media_quota_files` CHECK (`files` >= 0),
  CONSTRAINT `media_quota_bytes` CHECK (`bytes` >= 0),
  CONSTRAINT `media_quota_day_files` CHECK (`day_files` >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='每人现有图片的合计，用来限量';

CREATE TABLE `media_upload` (
  `id` bigint(20) NOT NULL COMMENT '编号，不重复使用',
  `owner` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '谁上传的，如 resident:编号、staff:编号',
  `purpose` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '用途：SERVICE_POINT 服务点照片、FEEDBACK 投诉建议的照片、GUIDE_FORM 指南的空表样表、GUIDE_REPORT 信息不对的照片',
  `cell_id` bigint(20) NOT NULL COMMENT '所属组织：社区，或服务点所属的街道、区',
  `format` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '保存的格式：JPEG、PNG、PDF',
  `width` int(11) NOT NULL COMMENT '宽（像素；PDF 为第一页的点数）',
  `height` int(11) NOT NULL COMMENT '高（像素；PDF 为第一页的点数）',
  `pages` int(11) DEFAULT NULL COMMENT 'PDF 的页数，图片为空',
  `bytes` bigint(20) NOT NULL COMMENT '大小（字节）',
  `digest` char(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '文件的 SHA-256',
  `location` char(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '文件名，随机生成',
  `verdict` varchar(24) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '结论：PENDING 待检查、REVIEW 待人工、PASSED 通过、REFUSED 不通过',
  `used_by` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT '用在哪里，如 point:编号，空为还没有用',
  `attempts` int(11) NOT NULL COMMENT '请微信检查过几次',
  `next_check_at` datetime(3) DEFAULT NULL COMMENT '下次请微信检查的时间（UTC），空为不再检查',
  `created_at` datetime(3) NOT NULL COMMENT '上传时间（UTC）',
  `judged_at` datetime(3) DEFAULT NULL COMMENT '得出现在结论的时间（UTC），空为待检查',
  PRIMARY KEY (`id`),
  UNIQUE KEY `media_upload_location` (`location`),
  KEY `media_upload_owner` (`owner`,`id`),
  KEY `media_upload_queue` (`verdict`,`cell_id`,`id`),
  KEY `media_upload_check` (`next_check_at`),
  KEY `media_upload_used` (`used_by`,`id`),
  KEY `media_upload_of_cell` (`cell_id`),
  CONSTRAINT `media_upload_of_cell` FOREIGN KEY (`cell_id`) REFERENCES `grid_cell` (`id`),
  CONSTRAINT `media_upload_size` CHECK (`width` between 1 and 16384 and `height` between 1 and 16384 and `bytes` between 1 and 33554432),
  CONSTRAINT `media_upload_verdict` CHECK (`verdict` in ('PENDING','REVIEW','PASSED','REFUSED')),
  CONSTRAINT `media_upload_attempts` CHECK (`attempts` >= 0),
  CONSTRAINT `media_upload_judged` CHECK (`verdict` = 'PENDING' = (`judged_at` is null)),
  CONSTRAINT `media_upload_checked` CHECK (`next_check_at` is null or `verdict` = 'PENDING'),
  CONSTRAINT `media_upload_format` CHECK (`format` in ('JPEG','PNG','PDF')),
  CONSTRAINT `media_upload_pages` CHECK (`format` = 'PDF' = (`pages` is not null)),
  CONSTRAINT `media_upload_pages_count` CHECK (`pages` between 1 and 100)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='上传的图片；文件在图片目录里';

