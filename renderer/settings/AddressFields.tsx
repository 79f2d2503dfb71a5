import { useTranslation } from 'react-i18next';
import styles from './ProfileFields.module.css';
import type { ProfileEdit } from './profile-edit.ts';
import { ProfileChoice, ProfileNumber, ProfileText } from './profile-inputs.tsx';
import { type AddressKind, addressKindOf, type ProfilePath, withAddress } from './profile-json.ts';

const interfaces = ['ADT', 'ORU', 'PPR'] as const;

/** The way to the receiver and its address or addresses, in the shape that the way needs. */
export function AddressFields({ edit }: { readonly edit: ProfileEdit }) {
  const { t } = useTranslation('profiles');
  const { profile, change } = edit;
  const kind = addressKindOf(profile);
  const builtIn = kind === 'builtIn' || profile.kind === 'practice';
  const kinds = (['one', 'each', 'builtIn'] as const).filter((each) => each !== 'builtIn' || builtIn);
  return (
    <>
      <ProfileChoice
        edit={edit}
        path={['transport']}
        label={t('fields.transport')}
        options={(['mllps', 'mllp', 'http', 'folder'] as const).map((value) => ({
          value,
          label: t(`fields.transports.${value}`),
        }))}
        choose={(transport) =>
          change(withAddress(profile, kind === 'builtIn' && transport !== 'mllp' ? 'one' : kind, transport))
        }
      />
      {profile.transport !== 'folder' && (
        <ProfileChoice
          // The choice is not a field of the profile: what it says follows from the addresses.
          edit={{ ...edit, profile: { kind } }}
          path={['kind']}
          label={t('fields.addressKind')}
          options={kinds.map((value) => ({ value, label: t(`fields.addressKinds.${value}`) }))}
          choose={(chosen) => change(withAddress(profile, chosen as AddressKind, profile.transport))}
        />
      )}
      {kind === 'one' && <Address edit={edit} path={['address']} />}
      {kind === 'each' &&
        interfaces.map((name) => (
          <fieldset key={name} className={styles.address}>
            <legend>{t(`fields.interfaces.${name}`)}</legend>
            <Address edit={edit} path={['perInterfaceAddress', name]} />
          </fieldset>
        ))}
    </>
  );
}

function Address({ edit, path }: { readonly edit: ProfileEdit; readonly path: ProfilePath }) {
  const { t } = useTranslation('profiles');
  switch (edit.profile.transport) {
    case 'http':
      return <ProfileText edit={edit} path={[...path, 'url']} label={t('fields.url')} />;
    case 'folder':
      return (
        <ProfileText
          edit={edit}
          path={[...path, 'folder']}
          label={t('fields.folder')}
          hint={t('fields.folderHint')}
        />
      );
    default:
      return (
        <div className={styles.pair}>
          <ProfileText edit={edit} path={[...path, 'host']} label={t('fields.host')} />
          <ProfileNumber edit={edit} path={[...path, 'port']} label={t('fields.port')} zeroIsNone />
        </div>
      );
  }
}
