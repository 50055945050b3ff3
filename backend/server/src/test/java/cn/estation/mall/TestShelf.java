package cn.estation.mall;

import cn.estation.kernel.Actor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A shelf for tests. */
@Component
public class TestShelf {

    private static final Actor TESTS = () -> "system:tests";

    private final Shelving shelving;
    private final ItemMapper items;
    private final RedemptionMapper redemptions;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    TestShelf(
            Shelving shelving,
            ItemMapper items,
            RedemptionMapper redemptions,
            TransactionTemplate transaction,
            JdbcClient database) {
        this.shelving = shelving;
        this.items = items;
        this.redemptions = redemptions;
        this.transaction = transaction;
        this.database = database;
    }

    /** Rice on the shelf. */
    public long item(long communityId, long price, int stock) {
        return item(communityId, price, stock, null);
    }

    public long item(long communityId, long price, int stock, @Nullable Integer perPerson) {
        var label = new Shelving.Label("大米 5kg", "东北大米一袋。", price, perPerson, "社区服务大厅", "工作日 9:00—17:00");
        return java.util.Objects.requireNonNull(transaction.execute(status ->
                shelving.add(TESTS, communityId, label, stock, true, null).id()));
    }

    public int stock(long itemId) {
        return items.find(itemId).orElseThrow().stock();
    }

    void unlist(long itemId) {
        items.list(itemId, false);
    }

    void price(long itemId, long price) {
        database.sql("UPDATE mall_item SET price = ? WHERE id = ?")
                .params(price, itemId)
                .update();
    }

    RedemptionStatus status(long redemptionId) {
        return redemptions.find(redemptionId).orElseThrow().status();
    }

    /** Orders of an item that hold a unit. */
    long live(long itemId) {
        return database.sql(
                        "SELECT COUNT(*) FROM mall_redemption WHERE item_id = ? AND status IN ('READY', 'COLLECTED')")
                .param(itemId)
                .query(Long.class)
                .single();
    }

    /** Lets the time to collect pass. */
    void age(long redemptionId, Duration by) {
        database.sql("""
                        UPDATE mall_redemption SET created_at = TIMESTAMPADD(SECOND, ?, created_at),
                          expires_at = TIMESTAMPADD(SECOND, ?, expires_at) WHERE id = ?""").params(-by.toSeconds(), -by.toSeconds(), redemptionId).update();
    }

    /** Reversals posted for a redemption. */
    long reversals(long redemptionId) {
        return database.sql("""
                        SELECT COUNT(*) FROM points_transaction r JOIN points_transaction o ON o.id = r.reverses_id
                        WHERE o.source_kind = 'redemption' AND o.source_id = ?""").param(redemptionId).query(Long.class).single();
    }
}
