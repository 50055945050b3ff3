CREATE TABLE guide_handling (
  counter_id BIGINT NOT NULL COMMENT '窗口',
  item_id BIGINT NOT NULL COMMENT '办理的事项',
  PRIMARY KEY (counter_id, item_id),
  KEY guide_handling_item (item_id, counter_id),
  CONSTRAINT guide_handling_of_counter FOREIGN KEY (counter_id) REFERENCES grid_counter (id),
  CONSTRAINT guide_handling_of_item FOREIGN KEY (item_id) REFERENCES guide_item (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '哪个窗口办哪些事项；综合窗口另办本级的全部事项';

GRANT SELECT, INSERT, DELETE ON guide_handling TO ${service};
