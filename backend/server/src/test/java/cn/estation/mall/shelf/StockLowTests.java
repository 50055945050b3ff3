package cn.estation.mall.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.identity.Staff;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.PageQuery;
import cn.estation.mall.StockLow;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever keeps a shelf is told once each time the number falls to what they call few, and however it falls. */
@EstationTest
@RecordApplicationEvents
class StockLowTests {

    private final People people;
    private final TestShelf shelf;
    private final Shelving shelving;
    private final Vouchers vouchers;
    private final TransactionTemplate transaction;
    private long community;
    private Staff keeper;

    @Autowired
    StockLowTests(
            People people, TestShelf shelf, Shelving shelving, Vouchers vouchers, TransactionTemplate transaction) {
        this.people = people;
        this.shelf = shelf;
        this.shelving = shelving;
        this.vouchers = vouchers;
        this.transaction = transaction;
    }

    @BeforeEach
    void hire() {
        community = people.community().id();
        keeper = new Staff(1, "测试", 1, List.of(new Staff.Grant(StaffRole.SHOPKEEPER, community)));
    }

    @Test
    void tellsOfAWriteOffThatJumpsOverTheNumber(ApplicationEvents events) {
        long item = rice(3, 10);

        change(item, -6);
        assertThat(told(events, item)).isEmpty();
        change(item, -2);
        assertThat(told(events, item)).containsExactly(2);
        change(item, -2);
        assertThat(told(events, item)).as("few already").containsExactly(2);
        change(item, 4);
        change(item, -1);
        assertThat(told(events, item)).as("there were more in between").containsExactly(2, 3);
    }

    @Test
    void tellsOfACountThatFindsFewer(ApplicationEvents events) {
        long item = rice(3, 10);

        count(item, 4, 10);
        assertThat(told(events, item)).isEmpty();
        count(item, 0, 4);
        assertThat(told(events, item)).containsExactly(0);
        count(item, 2, 0);
        assertThat(told(events, item)).as("more than before is nothing to tell").containsExactly(0);
    }

    @Test
    void tellsOfCodesThatAreVoid(ApplicationEvents events) {
        var label = TestShelf.rice(1).kind(ItemKind.VOUCHER).lowAt(1).label();
        long item = shelf.item(community, label, 0);
        upload(item, "A-1");
        upload(item, "B-1\nB-2");
        assertThat(told(events, item)).isEmpty();

        long second = vouchers.batches(item, new PageQuery(null, 20)).stream()
                .filter(batch -> batch.total() == 2)
                .findFirst()
                .orElseThrow()
                .batchId();
        transaction.executeWithoutResult(status -> vouchers.withdraw(keeper, item, second, "商户停业"));

        assertThat(told(events, item)).containsExactly(1);
    }

    @Test
    void tellsWhenMoreCountsAsFewFromNowOn(ApplicationEvents events) {
        long item = rice(3, 10);
        long site = shelf.site(community, "文化站");
        shelf.restock(item, site, 5);

        fewIs(item, 4);
        assertThat(told(events, item)).isEmpty();
        fewIs(item, 6);
        assertThat(told(events, item)).as("at the other counter only").containsExactly(5);
        fewIs(item, 7);
        assertThat(told(events, item)).containsExactly(5);
        fewIs(item, 12);
        assertThat(told(events, item)).containsExactly(5, 10);
    }

    @Test
    void tellsNothingOfWhatNobodyWatchesOrCanBuy(ApplicationEvents events) {
        long unwatched = shelf.item(community, TestShelf.rice(1).label(), 10);
        change(unwatched, -10);
        long unlisted = rice(3, 10);
        shelf.unlist(unlisted);
        change(unlisted, -10);
        fewIs(unlisted, 5);

        assertThat(told(events, unwatched)).isEmpty();
        assertThat(told(events, unlisted)).isEmpty();
    }

    private long rice(int few, int quantity) {
        return shelf.item(community, TestShelf.rice(1).lowAt(few).label(), quantity);
    }

    private void change(long item, int quantity) {
        transaction.executeWithoutResult(status -> shelving.stock(keeper, item, shelf.siteOf(item), quantity, "受潮丢弃"));
    }

    private void count(long item, int counted, int seen) {
        transaction.executeWithoutResult(
                status -> shelving.count(keeper, item, shelf.siteOf(item), counted, seen, "盘点"));
    }

    private void upload(long item, String codes) {
        transaction.executeWithoutResult(status -> vouchers.upload(keeper, item, codes));
    }

    private void fewIs(long item, int few) {
        transaction.executeWithoutResult(status ->
                shelving.describe(keeper, item, TestShelf.rice(1).lowAt(few).label()));
    }

    /** How many were left, each time somebody was told. */
    private List<Integer> told(ApplicationEvents events, long item) {
        return events.stream(StockLow.class)
                .filter(event -> event.itemId() == item)
                .map(StockLow::left)
                .toList();
    }
}
