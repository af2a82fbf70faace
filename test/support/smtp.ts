import { createServer, type Socket } from "node:net";
import { once } from "node:events";

export type ReceivedMail = { readonly from: string; readonly to: string; readonly content: string };
/** A mail server on a free port that keeps what it takes; it refuses addresses that begin with "refused". */
export type SmtpServer = { readonly url: string; readonly mails: ReceivedMail[]; readonly close: () => Promise<void> };

export async function startSmtpServer(): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const server = createServer((socket) => converse(socket, mails));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

/** RFC 5321, as much of it as one mail needs. */
function converse(socket: Socket, mails: ReceivedMail[]): void {
  let [from, to, content, inContent] = ["", "", "", false];
  let buffered = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  const take = (line: string) => {
    if (inContent) {
      if (line !== ".") return void (content += `${line}\n`);
      mails.push({ from, to, content });
      [content, inContent] = ["", false];
      return say("250 taken");
    }
    if (/^(EHLO|HELO)/i.test(line)) return say("250 attain.test");
    if (/^MAIL FROM:/i.test(line)) from = /<(.*?)>/.exec(line)?.[1] ?? "";
    if (/^RCPT TO:/i.test(line)) {
      to = /<(.*?)>/.exec(line)?.[1] ?? "";
      if (to.startsWith("refused")) return say("550 no such mailbox");
    }
    if (/^DATA/i.test(line)) {
      inContent = true;
      return say("354 go on");
    }
    if (/^QUIT/i.test(line)) {
      say("221 bye");
      return socket.end();
    }
    return say("250 ok");
  };
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (buffered + chunk).split("\r\n");
    buffered = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
  socket.on("error", () => socket.destroy());
  say("220 attain.test");
}
