-- 小区由工作人员在管理后台维护

-- 同一社区里重名的小区，居民分不清：后来的在名字后面加上代码。
UPDATE grid_estate e JOIN (SELECT community_id, name, MIN(id) AS first_id FROM grid_estate GROUP BY community_id, name HAVING COUNT(*) > 1) d
    ON d.community_id = e.community_id AND d.name = e.name
SET e.name = CONCAT(LEFT(e.name, 30), '（', LEFT(e.code, 28), '）') WHERE e.id <> d.first_id;

ALTER TABLE grid_estate
  ADD COLUMN edits INT NOT NULL DEFAULT 1 COMMENT '保存次数，用来发现两人同时修改' AFTER address,
  ADD UNIQUE KEY grid_estate_name (community_id, name),
  ADD CONSTRAINT grid_estate_edits_count CHECK (edits > 0);

GRANT DELETE ON grid_estate_building TO ${service};
