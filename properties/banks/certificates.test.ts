import { ourCertificates } from '../certify/parts/certificates.ts';
import { testBank } from './testBank.ts';

await testBank('certificates', { 'src/certify': ourCertificates });
