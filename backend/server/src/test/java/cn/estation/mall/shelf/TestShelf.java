package cn.estation.mall.shelf;

import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Actor;
import cn.estation.kernel.Codes;
import cn.estation.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A shelf for tests. */
@Component
public class TestShelf {

    private static final Actor TESTS = () -> "system:tests";
    private static final Sites.Sign HALL = new Sites.Sign("社区服务大厅", "", "工作日 9:00—17:00", "");

    private final Shelving shelving;
    private final Sites sites;
    private final Stock stock;
    private final Suppliers suppliers;
    private final Vouchers vouchers;
    private final Ids ids;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    TestShelf(
            Shelving shelving,
            Sites sites,
            Stock stock,
            Suppliers suppliers,
            Vouchers vouchers,
            Ids ids,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.shelving = shelving;
        this.sites = sites;
        this.stock = stock;
        this.suppliers = suppliers;
        this.vouchers = vouchers;
        this.ids = ids;
        this.transaction = transaction;
        this.database = database;
    }

    /** Rice on the shelf of the one counter. */
    public long item(long communityId, long price, int quantity) {
        return item(communityId, price, quantity, null);
    }

    public long item(long communityId, long price, int quantity, @Nullable Integer perPerson) {
        return item(communityId, Label.plain("大米 5kg", "东北大米一袋。", price, perPerson), quantity);
    }

    /** Something on the shelf of the one counter; of codes there are none yet. */
    public long item(long communityId, Label label, int quantity) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var site = label.kind() == ItemKind.VOUCHER ? null : sites.named(communityId, HALL);
            return shelving.add(TESTS, communityId, label, site, quantity, true, null)
                    .id();
        }));
    }

    /** Rice with what a test wants different. */
    public static LabelBuilder rice(long price) {
        return new LabelBuilder(price);
    }

    /** A label that a test changes piece by piece. */
    public static final class LabelBuilder {
        private final long price;
        private ItemKind kind = ItemKind.PHYSICAL;
        private long cost;
        private @Nullable Integer person;
        private Period personPeriod = Period.EVER;
        private @Nullable Integer household;
        private Period householdPeriod = Period.EVER;
        private @Nullable Instant opens;
        private @Nullable Instant closes;
        private @Nullable Integer cancelHours;
        private int returnDays;
        private @Nullable Integer low;
        private @Nullable Long supplier;

        LabelBuilder(long price) {
            this.price = price;
        }

        public LabelBuilder kind(ItemKind value) {
            kind = value;
            return this;
        }

        public LabelBuilder cost(long cents) {
            cost = cents;
            return this;
        }

        public LabelBuilder perPerson(int most, Period period) {
            person = most;
            personPeriod = period;
            return this;
        }

        public LabelBuilder perHousehold(int most, Period period) {
            household = most;
            householdPeriod = period;
            return this;
        }

        public LabelBuilder open(@Nullable Instant from, @Nullable Instant until) {
            opens = from;
            closes = until;
            return this;
        }

        public LabelBuilder cancelHours(int hours) {
            cancelHours = hours;
            return this;
        }

        public LabelBuilder returnDays(int days) {
            returnDays = days;
            return this;
        }

        public LabelBuilder lowAt(int left) {
            low = left;
            return this;
        }

        public LabelBuilder supplier(long id) {
            supplier = id;
            return this;
        }

        public Label label() {
            return new Label(
                    kind,
                    "大米 5kg",
                    "",
                    price,
                    cost,
                    person,
                    personPeriod,
                    household,
                    householdPeriod,
                    opens,
                    closes,
                    30,
                    cancelHours,
                    returnDays,
                    low,
                    supplier);
        }
    }

    /** Another counter of the community. */
    public long site(long communityId, String name) {
        return Objects.requireNonNull(
                transaction.execute(status -> sites.named(communityId, new Sites.Sign(name, "明湖路 1 号", "工作日", ""))
                        .id()));
    }

    /** Where an item lies first. */
    public long siteOf(long itemId) {
        return stock.of(itemId).getFirst().siteId();
    }

    public void restock(long itemId, long siteId, int quantity) {
        transaction.executeWithoutResult(status -> {
            var item = shelving.find(itemId).orElseThrow();
            stock.introduce(item, sites.find(siteId).orElseThrow());
            stock.change(TESTS, item, siteId, Stock.Kind.RESTOCK, quantity, null, "补货");
        });
    }

    public long supplier(long communityId, String name) {
        return Objects.requireNonNull(transaction.execute(status -> suppliers
                .loaded(communityId, "test-" + Codes.next(), new Suppliers.Card(name, true, "", "", ""))
                .id()));
    }

    /** What an item has at all its sites. */
    public int stock(long itemId) {
        return stock.of(itemId).stream().mapToInt(Stock.Held::quantity).sum();
    }

    public int stock(long itemId, long siteId) {
        return stock.quantity(itemId, siteId);
    }

    public void budget(long communityId, int year, long cents) {
        database.sql(
                        "INSERT INTO mall_budget (id, community_id, year, limit_cents, spent_cents) VALUES (?, ?, ?, ?, 0)")
                .params(ids.next(), communityId, year, cents)
                .update();
    }

    public long spent(long communityId) {
        return database.sql("SELECT COALESCE(SUM(spent_cents), 0) FROM mall_budget WHERE community_id = ?")
                .param(communityId)
                .query(Long.class)
                .single();
    }

    public void unlist(long itemId) {
        database.sql("UPDATE mall_item SET listed = FALSE WHERE id = ?")
                .param(itemId)
                .update();
    }

    public void price(long itemId, long price) {
        database.sql("UPDATE mall_item SET price = ? WHERE id = ?")
                .params(price, itemId)
                .update();
    }

    /** Orders of an item that hold a unit. */
    public long live(long itemId) {
        return database.sql("""
                        SELECT COUNT(*) FROM mall_redemption
                        WHERE item_id = ? AND status IN ('READY', 'COLLECTED', 'RETURN_ASKED', 'REFUSED')""").param(itemId).query(Long.class).single();
    }

    /** Lets time pass for a redemption. */
    public void age(long redemptionId, Duration by) {
        long seconds = -by.toSeconds();
        database.sql("""
                        UPDATE mall_redemption SET created_at = TIMESTAMPADD(SECOND, ?, created_at),
                          expires_at = TIMESTAMPADD(SECOND, ?, expires_at),
                          cancel_until = TIMESTAMPADD(SECOND, ?, cancel_until),
                          collected_at = TIMESTAMPADD(SECOND, ?, collected_at)
                        WHERE id = ?""")
                .params(seconds, seconds, seconds, seconds, redemptionId)
                .update();
        database.sql("UPDATE mall_redemption SET created_day = DATE(TIMESTAMPADD(HOUR, 8, created_at)) WHERE id = ?")
                .param(redemptionId)
                .update();
    }

    /** Puts the end of a redemption, and of thinking better of it, at this moment. */
    public void endsAt(long redemptionId, Instant moment) {
        var at = java.time.LocalDateTime.ofInstant(moment, java.time.ZoneOffset.UTC);
        database.sql("UPDATE mall_redemption SET expires_at = ?, cancel_until = ? WHERE id = ?")
                .params(at, at, redemptionId)
                .update();
    }

    /** How often a redemption left the state of waiting for its buyer. */
    public long endings(long redemptionId) {
        return database.sql(
                        "SELECT COUNT(*) FROM mall_redemption_move WHERE redemption_id = ? AND from_status = 'READY'")
                .param(redemptionId)
                .query(Long.class)
                .single();
    }

    /** Reversals posted for a redemption. */
    public long reversals(long redemptionId) {
        return database.sql("""
                        SELECT COUNT(*) FROM points_transaction r JOIN points_transaction o ON o.id = r.reverses_id
                        WHERE o.source_kind = 'redemption' AND o.source_id = ?""").param(redemptionId).query(Long.class).single();
    }

    public String status(long redemptionId) {
        return database.sql("SELECT status FROM mall_redemption WHERE id = ?")
                .param(redemptionId)
                .query(String.class)
                .single();
    }

    /** People who are registered as one household. */
    public long household(long communityId, long... people) {
        return Objects.requireNonNull(transaction.execute(status -> {
            long id = ids.next();
            database.sql("INSERT INTO mall_household (id, household_key, community_id) VALUES (?, ?, ?)")
                    .params(id, "house:" + id, communityId)
                    .update();
            for (long person : people) {
                database.sql("""
                                INSERT INTO mall_household_member (resident_id, household_id, community_id, added_by, added_at)
                                VALUES (?, ?, ?, 'system:tests', UTC_TIMESTAMP(3))""").params(person, id, communityId).update();
            }
            return id;
        }));
    }

    /** A listed item of a merchant's codes, with these. */
    public long voucherItem(long communityId, long price, String... codes) {
        long id = item(communityId, rice(price).kind(ItemKind.VOUCHER).label(), 0);
        upload(communityId, id, codes);
        return id;
    }

    /** Adds a merchant's codes to an item. */
    public void upload(long communityId, long itemId, String... codes) {
        var keeper = new Staff(1, "测试", 1, List.of(new Staff.Grant(StaffRole.SHOPKEEPER, communityId)));
        transaction.executeWithoutResult(status -> vouchers.upload(keeper, itemId, String.join("\n", codes)));
    }
}
