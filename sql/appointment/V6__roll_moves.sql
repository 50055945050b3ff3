-- 名单上的签到可以撤销：每次记、撤都留一行；在场的仍在 appointment_attendance。
CREATE TABLE appointment_attendance_move (
  id BIGINT NOT NULL COMMENT '编号',
  session_id BIGINT NOT NULL COMMENT '哪一场',
  booking_id BIGINT NOT NULL COMMENT '谁的报名',
  present BOOLEAN NOT NULL COMMENT '记为到场，否则为撤销',
  moved_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  reason VARCHAR(200) NOT NULL COMMENT '为什么撤销，记到场的为空字符串',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY appointment_attendance_move_mark (session_id, booking_id, id),
  CONSTRAINT appointment_attendance_move_reason CHECK (present = (reason = ''))
) DEFAULT CHARSET = utf8mb4 COMMENT = '名单上每次记到场、撤销，只增不改';

INSERT INTO appointment_attendance_move (id, session_id, booking_id, present, moved_by, reason, moved_at)
SELECT ROW_NUMBER() OVER (ORDER BY marked_at, session_id, booking_id), session_id, booking_id, TRUE, marked_by, '', marked_at
FROM appointment_attendance;

GRANT SELECT, INSERT ON appointment_attendance_move TO ${service};
GRANT DELETE ON appointment_attendance TO ${service};
