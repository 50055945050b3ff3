CREATE TABLE mall_site (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  code VARCHAR(64) COLLATE utf8mb4_bin COMMENT '导入时的代码，后台添加的为空',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：COUNTER 柜台、ONLINE 线上（只发券码）',
  name VARCHAR(100) NOT NULL COMMENT '名称',
  address VARCHAR(100) NOT NULL COMMENT '地址，没有则为空字符串',
  hours VARCHAR(100) NOT NULL COMMENT '领取时间',
  phone VARCHAR(30) NOT NULL COMMENT '柜台电话，没有则为空字符串',
  in_use BOOLEAN NOT NULL COMMENT '是否在用；停用后不能新兑换，已兑换的仍可领取',
  created_at DATETIME(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY mall_site_code (code),
  UNIQUE KEY mall_site_name (community_id, kind, name, hours),
  KEY mall_site_community (community_id, id),
  CONSTRAINT mall_site_kind CHECK (kind IN ('COUNTER', 'ONLINE'))
) DEFAULT CHARSET = utf8mb4 COMMENT = '积分超市领取点';

CREATE TABLE mall_stock (
  item_id BIGINT NOT NULL COMMENT '商品',
  site_id BIGINT NOT NULL COMMENT '领取点',
  community_id BIGINT NOT NULL COMMENT '社区',
  quantity INT NOT NULL COMMENT '可兑件数，由出入库与兑换维护；已兑待领的不在内',
  PRIMARY KEY (item_id, site_id),
  KEY mall_stock_site (site_id, item_id),
  KEY mall_stock_low (community_id, quantity),
  CONSTRAINT mall_stock_quantity CHECK (quantity BETWEEN 0 AND 100000)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每个领取点的库存';

CREATE TABLE mall_supplier (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  code VARCHAR(64) COLLATE utf8mb4_bin COMMENT '导入时的代码，后台添加的为空',
  name VARCHAR(60) NOT NULL COMMENT '商户名称',
  partner BOOLEAN NOT NULL COMMENT '是否红色合伙人',
  offers VARCHAR(200) NOT NULL COMMENT '提供什么，没有则为空字符串',
  address VARCHAR(100) NOT NULL COMMENT '经营地址，没有则为空字符串',
  phone VARCHAR(30) NOT NULL COMMENT '经营电话，没有则为空字符串',
  in_use BOOLEAN NOT NULL COMMENT '是否合作中',
  created_at DATETIME(3) NOT NULL COMMENT '添加时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY mall_supplier_code (code),
  KEY mall_supplier_community (community_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '积分超市供货商户';

CREATE TABLE mall_budget (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  year INT NOT NULL COMMENT '年度（北京时间）',
  limit_cents BIGINT NOT NULL COMMENT '全年物资预算（分，人民币）',
  spent_cents BIGINT NOT NULL COMMENT '有效兑换的成本合计（分，人民币），从设立预算起计',
  PRIMARY KEY (id),
  UNIQUE KEY mall_budget_year (community_id, year),
  CONSTRAINT mall_budget_year_four CHECK (year BETWEEN 2000 AND 9999),
  CONSTRAINT mall_budget_limit CHECK (limit_cents BETWEEN 0 AND 100000000000),
  CONSTRAINT mall_budget_spent CHECK (spent_cents >= 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '社区每年的积分超市物资预算；没有就不限';

CREATE TABLE mall_voucher (
  id BIGINT NOT NULL COMMENT '编号',
  item_id BIGINT NOT NULL COMMENT '商品',
  community_id BIGINT NOT NULL COMMENT '社区',
  code TEXT NOT NULL COMMENT '券码（加密）',
  code_index CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '券码的盲索引',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：FREE 未发、GIVEN 已发、VOID 作废',
  redemption_id BIGINT COMMENT '发给哪笔兑换，未发为空',
  batch_id BIGINT NOT NULL COMMENT '同一次上传',
  added_at DATETIME(3) NOT NULL COMMENT '上传时间（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY mall_voucher_code (item_id, code_index),
  UNIQUE KEY mall_voucher_redemption (redemption_id),
  KEY mall_voucher_free (item_id, status, id),
  CONSTRAINT mall_voucher_status CHECK (status IN ('FREE', 'GIVEN', 'VOID')),
  CONSTRAINT mall_voucher_given CHECK ((status = 'GIVEN') = (redemption_id IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '商户给的券码，一码只发给一笔兑换';

CREATE TABLE mall_household (
  id BIGINT NOT NULL COMMENT '编号',
  household_key VARCHAR(80) COLLATE utf8mb4_bin NOT NULL COMMENT '怎么认出同一户：house:登记的一户、phone:手机号盲索引、resident:编号',
  community_id BIGINT COMMENT '登记它的社区，不是登记的为空',
  PRIMARY KEY (id),
  UNIQUE KEY mall_household_key (household_key)
) DEFAULT CHARSET = utf8mb4 COMMENT = '限兑时算作一户的人';

CREATE TABLE mall_household_member (
  resident_id BIGINT NOT NULL COMMENT '居民',
  household_id BIGINT NOT NULL COMMENT '哪一户',
  community_id BIGINT NOT NULL COMMENT '社区',
  added_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁登记的',
  added_at DATETIME(3) NOT NULL COMMENT '登记时间（UTC）',
  PRIMARY KEY (resident_id),
  KEY mall_household_member_household (household_id, resident_id),
  KEY mall_household_member_community (community_id, household_id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '社区登记的同一户的人；没有登记的按手机号认';

CREATE TABLE mall_return (
  redemption_id BIGINT NOT NULL COMMENT '哪笔兑换，一笔只能申请一次',
  community_id BIGINT NOT NULL COMMENT '社区',
  reason VARCHAR(200) NOT NULL COMMENT '为什么退',
  asked_at DATETIME(3) NOT NULL COMMENT '申请时间（UTC）',
  unit_state VARCHAR(24) COLLATE utf8mb4_bin COMMENT '退回时的状况：GOOD 完好（入库）、DAMAGED 损坏（不入库），未退为空',
  answer VARCHAR(200) NOT NULL COMMENT '超市的说明，没有则为空字符串',
  decided_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁决定的，未决定为空',
  decided_at DATETIME(3) COMMENT '决定时间（UTC），未决定为空',
  PRIMARY KEY (redemption_id),
  KEY mall_return_open (community_id, decided_at),
  CONSTRAINT mall_return_state CHECK (unit_state IS NULL OR unit_state IN ('GOOD', 'DAMAGED')),
  CONSTRAINT mall_return_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT mall_return_unit CHECK (unit_state IS NULL OR decided_at IS NOT NULL)
) DEFAULT CHARSET = utf8mb4 COMMENT = '领取以后的退货';

ALTER TABLE mall_item
  ADD COLUMN kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'PHYSICAL' COMMENT '种类：PHYSICAL 实物、VOUCHER 券码、SERVICE 服务',
  ADD COLUMN cost_cents BIGINT NOT NULL DEFAULT 0 COMMENT '每件成本（分，人民币），不知道为 0',
  ADD COLUMN person_period VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '每人限兑按什么算：DAY、MONTH、YEAR、EVER',
  ADD COLUMN per_household INT COMMENT '每户限兑几件，空为不限',
  ADD COLUMN household_period VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '每户限兑按什么算',
  ADD COLUMN opens_at DATETIME(3) COMMENT '开始兑换的时间（UTC），空为上架即可',
  ADD COLUMN closes_at DATETIME(3) COMMENT '停止兑换的时间（UTC，不含），空为一直',
  ADD COLUMN collect_days INT NOT NULL DEFAULT 30 COMMENT '兑换后几天内领取',
  ADD COLUMN cancel_hours INT COMMENT '兑换后几小时内本人可以取消，空为领取前都可以',
  ADD COLUMN return_days INT NOT NULL DEFAULT 0 COMMENT '领取后几天内可以申请退货，0 为不能退',
  ADD COLUMN low_at INT COMMENT '每个领取点剩几件时提醒补货，空为不提醒',
  ADD COLUMN supplier_id BIGINT COMMENT '供货商户，空为社区自备',
  ADD COLUMN photo_ids VARCHAR(200) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '照片编号，逗号分隔',
  ADD CONSTRAINT mall_item_kind CHECK (kind IN ('PHYSICAL', 'VOUCHER', 'SERVICE')),
  ADD CONSTRAINT mall_item_cost CHECK (cost_cents BETWEEN 0 AND 100000000),
  ADD CONSTRAINT mall_item_periods CHECK (person_period IN ('DAY', 'MONTH', 'YEAR', 'EVER') AND household_period IN ('DAY', 'MONTH', 'YEAR', 'EVER')),
  ADD CONSTRAINT mall_item_per_household CHECK (per_household IS NULL OR per_household BETWEEN 1 AND 1000),
  ADD CONSTRAINT mall_item_window CHECK (opens_at IS NULL OR closes_at IS NULL OR opens_at < closes_at),
  ADD CONSTRAINT mall_item_collect_days CHECK (collect_days BETWEEN 1 AND 365),
  ADD CONSTRAINT mall_item_cancel_hours CHECK (cancel_hours IS NULL OR cancel_hours BETWEEN 0 AND 8760),
  ADD CONSTRAINT mall_item_return_days CHECK (return_days BETWEEN 0 AND 365),
  ADD CONSTRAINT mall_item_low_at CHECK (low_at IS NULL OR low_at BETWEEN 0 AND 100000),
  ADD KEY mall_item_supplier (supplier_id);

-- What lay on the shelf lay at one place: each place of a community becomes a site, with the stock of its items.
INSERT INTO mall_site (id, community_id, code, kind, name, address, hours, phone, in_use, created_at)
SELECT MIN(id), community_id, NULL, 'COUNTER', pickup_place, '', pickup_hours, '', TRUE, MIN(created_at)
FROM mall_item GROUP BY community_id, pickup_place, pickup_hours;

INSERT INTO mall_stock (item_id, site_id, community_id, quantity)
SELECT i.id, s.id, i.community_id, i.stock
FROM mall_item i JOIN mall_site s
  ON s.community_id = i.community_id AND s.name = i.pickup_place AND s.hours = i.pickup_hours;

ALTER TABLE mall_stock_movement
  ADD COLUMN site_id BIGINT NOT NULL DEFAULT 0 COMMENT '领取点',
  ADD COLUMN counted INT COMMENT '盘点时架上实有几件（含待领），不是盘点为空',
  ADD COLUMN batch_id BIGINT COMMENT '哪一次券码上传，不是券码为空',
  MODIFY COLUMN kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：INITIAL 首次入库、RESTOCK 补货、STOCKTAKE 盘点或损耗、DAMAGED 退货损坏、VOUCHERS 上传券码、VOID 券码作废',
  DROP CONSTRAINT mall_stock_movement_quantity,
  ADD CONSTRAINT mall_stock_movement_range CHECK (quantity BETWEEN -100000 AND 100000 AND (quantity <> 0 OR counted IS NOT NULL)),
  ADD KEY mall_stock_movement_site (site_id, item_id, id);

UPDATE mall_stock_movement m JOIN mall_stock s ON s.item_id = m.item_id SET m.site_id = s.site_id;

ALTER TABLE mall_redemption
  ADD COLUMN kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'PHYSICAL' COMMENT '兑换时的商品种类',
  ADD COLUMN site_id BIGINT NOT NULL DEFAULT 0 COMMENT '领取点',
  ADD COLUMN created_day DATE NOT NULL DEFAULT '1970-01-01' COMMENT '兑换的日期（北京时间）',
  ADD COLUMN person_period VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '兑换时的每人限兑周期',
  ADD COLUMN household_id BIGINT COMMENT '按户限兑时算在哪一户，不限为空',
  ADD COLUMN per_household INT COMMENT '兑换时的每户限兑，空为不限',
  ADD COLUMN household_period VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'EVER' COMMENT '兑换时的每户限兑周期',
  ADD COLUMN cost_cents BIGINT NOT NULL DEFAULT 0 COMMENT '兑换时的成本（分，人民币）',
  ADD COLUMN budget_id BIGINT COMMENT '用了哪一年的预算，没有为空',
  ADD COLUMN cancel_until DATETIME(3) NOT NULL DEFAULT '1970-01-01' COMMENT '本人可以取消到什么时候（UTC，不含）',
  ADD COLUMN return_days INT NOT NULL DEFAULT 0 COMMENT '兑换时定的退货天数',
  MODIFY COLUMN status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：READY 待领取、COLLECTED 已领取、CANCELLED_BY_MEMBER 本人取消、CANCELLED_BY_SHOP 超市取消、EXPIRED 过期未领、RETURN_ASKED 申请退货、RETURNED 已退货、REFUSED 退货未同意',
  DROP CONSTRAINT mall_redemption_collected,
  ADD CONSTRAINT mall_redemption_collected_at CHECK ((status IN ('COLLECTED', 'RETURN_ASKED', 'RETURNED', 'REFUSED')) = (collected_at IS NOT NULL)),
  ADD CONSTRAINT mall_redemption_per_household CHECK (per_household IS NULL OR household_id IS NOT NULL AND per_household BETWEEN 1 AND 1000),
  ADD CONSTRAINT mall_redemption_cost CHECK (cost_cents >= 0),
  ADD CONSTRAINT mall_redemption_return_days CHECK (return_days BETWEEN 0 AND 365),
  ADD KEY mall_redemption_household (household_id, item_id, created_day),
  ADD KEY mall_redemption_site (site_id, item_id, status),
  ADD KEY mall_redemption_day (community_id, created_day, id),
  ADD KEY mall_redemption_budget (budget_id);

UPDATE mall_redemption r JOIN mall_stock s ON s.item_id = r.item_id
SET r.site_id = s.site_id, r.created_day = DATE(TIMESTAMPADD(HOUR, 8, r.created_at)), r.cancel_until = r.expires_at;

ALTER TABLE mall_item DROP CONSTRAINT mall_item_stock, DROP COLUMN stock, DROP COLUMN pickup_place, DROP COLUMN pickup_hours;

GRANT SELECT, INSERT, UPDATE ON mall_site TO ${service};
GRANT SELECT, INSERT, UPDATE ON mall_stock TO ${service};
GRANT SELECT, INSERT, UPDATE ON mall_supplier TO ${service};
GRANT SELECT, INSERT, UPDATE ON mall_budget TO ${service};
GRANT SELECT, INSERT, UPDATE ON mall_voucher TO ${service};
GRANT SELECT, INSERT ON mall_household TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON mall_household_member TO ${service};
GRANT SELECT, INSERT, UPDATE ON mall_return TO ${service};
