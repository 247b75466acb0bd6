"""crawler: takes addresses from the Redis list crawl:queue and stands by while there are none."""
from xnai import redis_client, worker
from xnai.lifecycle import exit_on_term
from xnai.logs import open_log


def main():
    exit_on_term()
    log = open_log("crawler")

    def work():
        try:
            address = redis_client.command("LPOP", "crawl:queue")
        except (OSError, redis_client.RedisError) as error:
            log.warning("redis does not answer: %s", error)
            return
        if address is None:
            log.info("standing by: crawl:queue is empty")
            return
        redis_client.command("RPUSH", "curation:queue", address.decode())
        log.info("queued for curation: %s", address.decode())

    worker.run(work, seconds=15)


if __name__ == "__main__":
    main()
