package cn.estation.mall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import cn.estation.Answer;
import cn.estation.Caller;
import cn.estation.EstationTest;
import cn.estation.People;
import cn.estation.Race;
import cn.estation.grid.GridCell;
import cn.estation.identity.StaffRole;
import cn.estation.kernel.Codes;
import cn.estation.mall.shelf.TestShelf;
import cn.estation.media.picture.TestFiles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Photos of what is on the shelf: sent by the shop, looked at by somebody who may judge, shown to everybody. */
@EstationTest
class ItemPhotoTests {

    private final People people;
    private final TestShelf shelf;
    private final JdbcClient database;
    private GridCell community;
    private Caller keeper;
    private Caller director;
    private long item;

    @Autowired
    ItemPhotoTests(People people, TestShelf shelf, JdbcClient database) {
        this.people = people;
        this.shelf = shelf;
        this.database = database;
    }

    @BeforeEach
    void shelve() {
        community = people.community();
        keeper = people.staff(StaffRole.SHOPKEEPER, community.id());
        director = people.staff(StaffRole.DIRECTOR, community.id());
        item = shelf.item(community.id(), 10, 3);
    }

    @Test
    void showsAPhotoOnceSomebodyElseHasLookedAtIt() {
        assertThat(add(keeper, photo()).status()).isEqualTo(302);
        var photo = kept().getFirst();
        assertThat(shown()).isEmpty();
        assertThat(keeper.get(page()).body()).contains("待人工查看");
        assertThat(people.stranger().get("/api/v1/media/" + photo).status()).isEqualTo(404);

        assertThat(director.get("/console/media").body()).contains("/console/media/" + photo);
        var passed = director.form(
                "/console/media/" + photo + "/verdict",
                Map.of("seen", "REVIEW", "verdict", "PASSED", "reason", "", "requestKey", Codes.next()));

        assertThat(passed.status()).isEqualTo(302);
        assertThat(shown()).hasSize(1);
        assertThat(shown().getFirst()).endsWith("/api/v1/media/" + photo);
        var picture = people.stranger().get("/api/v1/media/" + photo);
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).startsWith("image/");
        assertThat(people.stranger().get("/open/mall/" + item).body()).contains("/api/v1/media/" + photo);
    }

    @Test
    void showsAtOnceWhatTheDirectorSends() {
        add(director, photo());

        assertThat(shown()).hasSize(1);
    }

    @Test
    void takesAPhotoOffAndLetsGoOfTheFile() {
        add(director, photo());
        var photo = kept().getFirst();

        assertThat(remove(keeper, photo).status()).isEqualTo(302);
        assertThat(remove(keeper, photo).status()).isEqualTo(302);

        assertThat(kept()).isEmpty();
        assertThat(shown()).isEmpty();
        assertThat(database.sql("SELECT COALESCE(used_by, '') FROM media_upload WHERE id = ?")
                        .param(photo)
                        .query(String.class)
                        .single())
                .isEmpty();
    }

    @Test
    void keepsSixPhotosHoweverManyAreSentAtOnce() {
        var answers = Race.of(16, number -> {
            var picture = photo();
            return () -> Race.persist(() -> add(director, picture), Answer::status);
        });

        assertThat(answers).filteredOn(answer -> answer.status() == 302).hasSize(6);
        assertThat(kept()).hasSize(6);
        assertThat(shown()).hasSize(6);
        assertThat(director.get(page()).body()).doesNotContain("添加照片");
    }

    @Test
    void addsOncePerFormAndRefusesWhatIsNoPicture() {
        var picture = photo();
        var key = Codes.next();
        add(keeper, picture, key);
        assertThat(add(keeper, picture, key).status()).isEqualTo(302);
        assertThat(kept()).hasSize(1);

        var wrong = add(keeper, new byte[] {1, 2, 3}, Codes.next());
        assertThat(wrong.status()).isEqualTo(415);
        assertThat(add(keeper, new byte[0], Codes.next()).status()).isBetween(400, 499);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void isForTheShopOfThisCommunityOnly() {
        var elsewhere = people.staff(StaffRole.SHOPKEEPER, people.community().id());
        assertThat(add(elsewhere, photo()).status()).isEqualTo(404);
        assertThat(add(people.staff(StaffRole.GRID_WORKER, community.id()), photo())
                        .status())
                .isEqualTo(403);
        add(director, photo());
        assertThat(remove(elsewhere, kept().getFirst()).status()).isEqualTo(404);
        assertThat(remove(people.staff(StaffRole.GRID_WORKER, community.id()), kept().getFirst())
                        .status())
                .isEqualTo(403);
        assertThat(kept()).hasSize(1);
    }

    private static byte[] photo() {
        return TestFiles.photo(ThreadLocalRandom.current().nextLong());
    }

    private String page() {
        return "/console/mall/items/" + item;
    }

    private Answer add(Caller staff, byte[] picture) {
        return add(staff, picture, Codes.next());
    }

    private Answer add(Caller staff, byte[] picture, String key) {
        return staff.formWithFile(page() + "/photos", Map.of("requestKey", key), picture, "货.png");
    }

    private Answer remove(Caller staff, String photo) {
        return staff.form(page() + "/photos/remove", Map.of("photo", photo, "requestKey", Codes.next()));
    }

    private List<String> kept() {
        var ids = database.sql("SELECT photo_ids FROM mall_item WHERE id = ?")
                .param(item)
                .query(String.class)
                .single();
        return ids.isEmpty() ? List.of() : List.of(ids.split(","));
    }

    private List<String> shown() {
        return people.stranger()
                .get("/api/v1/mall/items/" + item)
                .json()
                .path("photos")
                .valueStream()
                .map(one -> one.asString())
                .toList();
    }
}
