"""The manifests of deploy/kubernetes: complete environments, own secrets, closed containers."""

from dataclasses import fields
from typing import Any

import yaml

from shop.settings.env import Environment, read_environment
from tests.settings.test_environment import PRODUCTION
from tests.settings.test_services import SECRETS, SERVICES
from tools.testing.live_shop import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
PROCESSES = ("web", "worker", "migrate")
# Read by gunicorn and by the client of S3, not by the shop's settings.
OTHERS = {"WEB_TLS_CERTIFICATE", "WEB_TLS_KEY", "WEB_TLS_CLIENT_CA", "AWS_SHARED_CREDENTIALS_FILE"}
# In the cluster they are in the secret of optional tokens.
TOKENS = {
    "SENTRY_DSN",
    "METRICS_TOKEN",
    "TRACKING_WEBHOOK_SECRET",
    "TRACKING_API_TOKEN",
    "RETURN_LABELS_TOKEN",
    "CDN_PURGE_TOKEN",
}


def manifests() -> dict[tuple[str, str], Any]:
    """Return every manifest that is applied, by kind and name."""
    names = yaml.safe_load((FOLDER / "kustomization.yaml").read_text())["resources"]
    assert {*names, "kustomization.yaml"} == {path.name for path in FOLDER.glob("*.yaml")}
    documents = [row for name in names for row in yaml.safe_load_all((FOLDER / name).read_text())]
    found = {(row["kind"], row["metadata"]["name"]): row for row in documents}
    assert len(found) == len(documents)
    return found


MANIFESTS = manifests()


def pod_of(process: str) -> Any:
    kind = "Job" if process == "migrate" else "Deployment"
    return MANIFESTS[kind, process]["spec"]["template"]


def container_of(process: str) -> Any:
    (container,) = pod_of(process)["spec"]["containers"]
    return container


def environment_of(process: str) -> dict[str, str]:
    """Return the variables of a process that are no secret."""
    container = container_of(process)
    given: dict[str, str] = {}
    for source in container["envFrom"]:
        if "configMapRef" in source:
            given |= MANIFESTS["ConfigMap", source["configMapRef"]["name"]]["data"]
    return given | {row["name"]: row["value"] for row in container["env"]}


def test_each_process_has_the_environment_that_compose_gives_it() -> None:
    for process in PROCESSES:
        given = environment_of(process)
        known = {name.removesuffix("_FILE") for name in given.keys() - OTHERS}
        assert known <= {field.name for field in fields(Environment)}, process
        assert given.keys() ^ SERVICES[process]["environment"].keys() <= TOKENS, process
        values = {name: value for name, value in given.items() if value}
        for name in [name for name in values if name.endswith("_FILE") and name not in OTHERS]:
            assert values.pop(name).startswith("/run/secrets/")
            values[name.removesuffix("_FILE")] = PRODUCTION[name.removesuffix("_FILE")]
        environment = read_environment(values)
        assert (environment.production, environment.SHOP_PROCESS) == (True, process)
        assert (environment.DATABASE_OWNER_URL is not None) is (process == "migrate")


def test_each_process_mounts_its_own_secrets_and_cannot_write() -> None:
    for process in PROCESSES:
        spec, container = pod_of(process)["spec"], container_of(process)
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        sources = [row["secret"] for row in volumes["secrets"]["projected"]["sources"]]
        paths = {item["path"] for source in sources for item in source["items"]}
        assert paths == SECRETS[process]
        assert sources[0]["name"] == f"{process}-certificate"
        assert spec["securityContext"]["runAsNonRoot"]
        assert not spec["automountServiceAccountToken"]
        security = container["securityContext"]
        assert security["readOnlyRootFilesystem"]
        assert not security["allowPrivilegeEscalation"]
        assert security["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"]["memory"]
        assert container.get("args") == SERVICES[process].get("command")


def test_a_server_is_probed_and_one_of_each_kind_stays() -> None:
    web = container_of("web")
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert web[probe]["exec"]["command"] == ["python", "-m", "shop.healthcheck"]
    for process in ("web", "worker"):
        labels = pod_of(process)["metadata"]["labels"]
        budget = MANIFESTS["PodDisruptionBudget", process]["spec"]
        assert budget["selector"]["matchLabels"].items() <= labels.items()
        deployment = MANIFESTS["Deployment", process]["spec"]
        assert deployment["replicas"] > budget["minAvailable"]
        assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    service = MANIFESTS["Service", "web"]["spec"]
    assert service["selector"].items() <= pod_of("web")["metadata"]["labels"].items()
    assert service["ports"][0]["targetPort"] in {port["name"] for port in web["ports"]}
