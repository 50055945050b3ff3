package cn.estation.wechat.menu;

import cn.estation.kernel.Actor;
import cn.estation.kernel.Command;
import cn.estation.wechat.OfficialMenu;
import cn.estation.wechat.WechatAway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.ApplicationArguments;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** {@code scripts/menu}: checks {@code config/menu.json}, or the file given with {@code --menu=}, and publishes it. */
@Component
class PublishMenu implements Command {

    private static final Actor OPERATOR = () -> "operator";

    private final OfficialMenu menus;

    PublishMenu(OfficialMenu menus) {
        this.menus = menus;
    }

    @Override
    public String name() {
        return "publish-menu";
    }

    @Override
    public String purpose() {
        return "检查并发布公众号菜单；--menu=文件，默认为随程序的 menu.json";
    }

    @Override
    public int run(ApplicationArguments arguments) {
        try {
            return publish(MenuFile.of(read(arguments)));
        } catch (IOException missing) {
            System.err.println("读不到菜单文件：" + missing.getMessage());
            return 1;
        }
    }

    int publish(MenuFile menu) {
        if (!menu.faults().isEmpty()) {
            menu.faults().forEach(System.err::println);
            return 1;
        }
        try {
            menus.send(menus.request(OPERATOR, menu.json()));
        } catch (WechatAway refused) {
            System.err.println("微信没有接受菜单，返回码 " + refused.code() + "，见 docs/operations.md。");
            return 1;
        }
        System.out.println("菜单已发布，微信会在 24 小时内让所有人看到。");
        return 0;
    }

    private static String read(ApplicationArguments arguments) throws IOException {
        var files = arguments.getOptionValues("menu");
        return files == null || files.isEmpty()
                ? new ClassPathResource("menu.json").getContentAsString(StandardCharsets.UTF_8)
                : Files.readString(Path.of(files.getFirst()));
    }
}
