-- 提前结束：这天大厅不再取号，还在等的逐个告知。
CREATE TABLE appointment_hall_end (
  hall_id BIGINT NOT NULL COMMENT '大厅',
  day DATE NOT NULL COMMENT '哪一天（北京时间）',
  reason VARCHAR(200) NOT NULL COMMENT '为什么，对居民说的',
  waited INT NOT NULL COMMENT '当时还有几位在等',
  ended_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁结束的',
  ended_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (hall_id, day),
  CONSTRAINT appointment_hall_end_waited CHECK (waited BETWEEN 0 AND 100000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '大厅提前结束的日子';

GRANT SELECT, INSERT ON appointment_hall_end TO ${service};
