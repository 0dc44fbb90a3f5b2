import { Icon } from '../../components/icons';
import { t } from '../../lib/i18n';
import { taskLinkUrl } from '../../lib/task/applink';
import type { Brand } from '../../lib/task/brand';
import { useQuestion } from './use-question';

const NAMES = { feishu: 'open_in_feishu', lark: 'open_in_lark', custom: 'open_in_client' } as const;

interface OpenInClientProps {
  readonly brand: Brand;
  readonly guid: string;
  /** Classes of a button; without them the quiet one at the end of a bar. */
  readonly look?: string;
}

/** A link to the task in its own client; a custom brand's goes to the first of its link hosts. */
export function OpenInClient(props: OpenInClientProps) {
  return props.brand === 'custom' ? <CustomLink {...props} /> : <ClientLink {...props} />;
}

function CustomLink(props: OpenInClientProps) {
  const session = useQuestion('session.list', {}, ['session.changed']);
  const brands = session.answer?.ok ? session.answer.value.brands : [];
  return <ClientLink {...props} host={brands.find(({ brand }) => brand === 'custom')?.custom?.linkHosts[0]} />;
}

interface ClientLinkProps extends OpenInClientProps {
  readonly host?: string | undefined;
}

function ClientLink({ brand, guid, look = 'button plain small end', host }: ClientLinkProps) {
  return (
    <a class={look} href={taskLinkUrl({ brand, guid }, host)} target="_blank" rel="noopener noreferrer">
      <Icon name="leave" />
      {t(NAMES[brand])}
    </a>
  );
}
